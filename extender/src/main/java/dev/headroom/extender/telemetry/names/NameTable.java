package dev.headroom.extender.telemetry.names;

import dev.headroom.predict.Signal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * From names and labels to signals, for several dialects at once: what the first of them says counts, and the others
 * fill in what it leaves out. Immutable and thread-safe.
 */
public final class NameTable {

    /** A formula over the places of its metrics. */
    record Term(Signal signal, int[] plus, int[] minus) {}

    /** What a dialect says about some signals. */
    private record Selected(Dialect dialect, Set<Signal> signals) implements Dialect {

        @Override
        public String name() {
            return dialect.name();
        }

        @Override
        public List<Formula> formulas() {
            return dialect.formulas().stream()
                    .filter(formula -> signals.contains(formula.signal()))
                    .toList();
        }
    }

    private static final int[] NONE = {};

    private final List<Dialect> dialects;
    private final List<Term> terms = new ArrayList<>();
    private final Map<Metric, Integer> places = new LinkedHashMap<>();
    private final List<Metric> metrics;
    private final Map<String, int[]> byName = new HashMap<>();

    private NameTable(List<Dialect> dialects) {
        this.dialects = List.copyOf(dialects);
        for (Dialect dialect : dialects) {
            for (Formula formula : dialect.formulas()) {
                terms.add(new Term(formula.signal(), places(formula.plus()), places(formula.minus())));
            }
        }
        metrics = List.copyOf(places.keySet());
        places.forEach((metric, place) -> byName.merge(metric.name(), new int[] {place}, NameTable::joined));
    }

    /** These dialects, the preferred one first. */
    public static NameTable of(Dialect... dialects) {
        return new NameTable(List.of(dialects));
    }

    /** What a program's own end point may say: Go in several dialects, the JVM, and what every process has. */
    public static NameTable ofProcesses() {
        return of(
                new GoRuntimeMetrics(),
                new ClientGolang(),
                new OtelGo(),
                new OtelGoBefore2024(),
                new MicrometerJvm(),
                new ProcessCollector());
    }

    /** What the kubelet says about containers. */
    public static NameTable ofContainers() {
        return of(new Cadvisor(), new KubeletResource());
    }

    /**
     * Other names before the known ones.
     *
     * @param names from a {@link Signal}'s name to {@code metric} or {@code metric{label="value",...}}
     * @throws IllegalArgumentException for a signal that does not exist or a name that cannot be one; says what is
     *     allowed
     */
    public NameTable with(Map<String, String> names) {
        List<Dialect> more = new ArrayList<>();
        more.add(new ConfiguredNames(names));
        more.addAll(dialects);
        return new NameTable(more);
    }

    /**
     * The same, each name as a configuration gives it.
     *
     * @param names each {@code SIGNAL=metric} or {@code SIGNAL=metric{label="value",...}}
     */
    public NameTable with(List<String> names) {
        Map<String, String> bySignal = new LinkedHashMap<>();
        for (String name : names) {
            int equals = name.indexOf('=');
            if (equals < 0) {
                throw new IllegalArgumentException("the name is '" + name + "', allowed is SIGNAL=metric");
            }
            bySignal.put(name.substring(0, equals), name.substring(equals + 1));
        }
        return names.isEmpty() ? this : with(bySignal);
    }

    /** The same without what says other signals than these. */
    public NameTable only(Set<Signal> signals) {
        return new NameTable(dialects.stream()
                .<Dialect>map(dialect -> new Selected(dialect, signals))
                .toList());
    }

    /** Every formula, the preferred ones of a signal first. */
    public List<Formula> formulas() {
        return dialects.stream().flatMap(dialect -> dialect.formulas().stream()).toList();
    }

    /** The names of all metrics that say something. */
    public Set<String> metricNames() {
        return Set.copyOf(byName.keySet());
    }

    /** An empty reading, of one exposition about one process or container. */
    public Reading reading() {
        return new Reading(this);
    }

    List<Dialect> dialects() {
        return dialects;
    }

    boolean knows(String name) {
        return byName.containsKey(name);
    }

    /** Where the metrics of that name stand. */
    int[] placesOf(String name) {
        return byName.getOrDefault(name, NONE);
    }

    Metric metric(int place) {
        return metrics.get(place);
    }

    List<Term> terms() {
        return terms;
    }

    int size() {
        return metrics.size();
    }

    private int[] places(List<Metric> parts) {
        return parts.stream()
                .mapToInt(part -> places.computeIfAbsent(part, unknown -> places.size()))
                .toArray();
    }

    private static int[] joined(int[] a, int[] b) {
        int[] both = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, both, a.length, b.length);
        return both;
    }
}
