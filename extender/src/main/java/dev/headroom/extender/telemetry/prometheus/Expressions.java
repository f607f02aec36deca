package dev.headroom.extender.telemetry.prometheus;

import dev.headroom.config.PrometheusSettings;
import dev.headroom.config.PrometheusSettings.SeriesJoin;
import dev.headroom.extender.telemetry.names.Formula;
import dev.headroom.extender.telemetry.names.Metric;
import dev.headroom.extender.telemetry.names.NameTable;
import dev.headroom.predict.Signal;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * PromQL about one side. Duplicates, of two servers or two jobs that scrape alike, are folded into their largest;
 * series of a container that was replaced by one of the same name are left out.
 *
 * @param table the names under which the side's signals are found
 * @param recorded whether they are those of the recording rules
 */
record Expressions(Selection selection, NameTable table, boolean recorded) {

    private static final String NAME = "__name__";
    private static final Set<Signal> PEAKS = EnumSet.of(Signal.RESIDENT, Signal.WORKING_SET, Signal.ANON);

    /** By the exporters' names. */
    static Expressions raw(PrometheusSettings settings, Side side, Selection.Rows rows) {
        SeriesJoin join = side == Side.PROGRAM ? settings.programJoin() : settings.containerJoin();
        return new Expressions(
                Selection.all(side, join, settings.labels(), rows), names(side, settings.names()), false);
    }

    /** By the names of the recording rules, which keep namespace, pod and container. */
    static Expressions recorded(PrometheusSettings settings, Side side) {
        return new Expressions(
                Selection.all(side, SeriesJoin.POD, settings.labels(), Selection.Rows.CONTAINERS),
                NameTable.of(new Recorded(side)),
                true);
    }

    /** The same about a part of the pods. */
    Expressions part(int shards, int shard) {
        return new Expressions(
                new Selection(selection.side(), selection.join(), selection.labels(), selection.rows(), shards, shard),
                table,
                recorded);
    }

    /** Seconds since each container was measured: 0 to the server's look-back. */
    Query age() {
        String at = recorded
                ? max(selection.identity(), selector(selection.side().recordedAt()))
                : eachPresence("timestamp(%s)");
        return new Query(nameOf("age"), "time() - (" + at + ")", selection.identity());
    }

    /** All signals of all containers. */
    Query values() {
        List<String> labels = labels();
        labels.addFirst(NAME);
        String names = table.metricNames().stream()
                .filter(this::isOfContainers)
                .sorted()
                .collect(Collectors.joining("|"));
        return new Query(
                nameOf("values"),
                max(labels, "{" + NAME + "=~\"" + names + "\"," + selection.matchers() + "}" + exceptReplaced()),
                labels);
    }

    /** One series for each container that is there. */
    String present() {
        return recorded ? max(selection.identity(), selector(selection.side().recordedAt())) : eachPresence("%s");
    }

    /**
     * Some signals as they were within each step: memory at its highest, the rest as it stood last. Several metrics in
     * one answer, told apart by a label; an empty query if there is none.
     *
     * @param label that says the metric's name
     */
    Query past(Set<Signal> signals, String label, long stepSeconds) {
        List<String> labels = labels();
        Set<String> peaks = table.only(PEAKS).metricNames();
        String all = table.only(signals).metricNames().stream()
                .filter(this::isOfContainers)
                .sorted()
                .map(name -> "label_replace("
                        + max(
                                labels,
                                (peaks.contains(name) ? "max" : "last") + "_over_time(" + selector(name) + "["
                                        + stepSeconds + "s])")
                        + ", \"" + label + "\", \"" + name + "\", \"\", \"\")")
                .collect(Collectors.joining(" or "));
        labels.addFirst(label);
        return new Query(nameOf("history"), all, labels);
    }

    /** Of the other series of a name and its labels, those of containers that started before the newest. */
    static String replaced(Selection selection) {
        String started = "container_start_time_seconds{" + selection.matchers() + ",id!=\"\"}";
        String identity = Selection.list(selection.identity());
        return started + " < on " + identity + " group_left () max by " + identity + " (" + started + ")";
    }

    /** All that tells a metric's series apart. */
    private List<String> labels() {
        Set<String> more = new LinkedHashSet<>();
        for (Formula formula : table.formulas()) {
            Stream.of(formula.plus(), formula.minus())
                    .flatMap(List::stream)
                    .forEach(metric -> more.addAll(metric.labels().keySet()));
        }
        return new ArrayList<>(recorded ? selection.identity() : selection.identityAndDimensions(more));
    }

    private String exceptReplaced() {
        boolean canBe = selection.side() == Side.CONTAINER
                && selection.rows() == Selection.Rows.CONTAINERS
                && (selection.join() == SeriesJoin.POD || selection.join() == SeriesJoin.UID);
        return canBe && !recorded ? " unless on (id) (" + replaced(selection) + ")" : "";
    }

    private String eachPresence(String form) {
        Set<String> names = new LinkedHashSet<>();
        for (Formula formula : table.formulas()) {
            if (selection.side().presence().contains(formula.signal())) {
                Stream.of(formula.plus(), formula.minus())
                        .flatMap(List::stream)
                        .map(Metric::name)
                        .filter(this::isOfContainers)
                        .forEach(names::add);
            }
        }
        return names.stream()
                .map(name -> max(selection.identity(), form.formatted(selector(name)) + exceptReplaced()))
                .collect(Collectors.joining(" or "));
    }

    /** Some names of the kubelet's are about pods or nodes as a whole. */
    private boolean isOfContainers(String name) {
        return selection.side() == Side.PROGRAM
                || !name.startsWith("node_") && (selection.rows() == Selection.Rows.PODS || !name.startsWith("pod_"));
    }

    private String selector(String name) {
        return name + "{" + selection.matchers() + "}";
    }

    private static String max(List<String> labels, String of) {
        return "max by " + Selection.list(labels) + " (" + of + ")";
    }

    private String nameOf(String what) {
        return selection.side().name().toLowerCase(Locale.ROOT) + "_" + what;
    }

    private static NameTable names(Side side, List<String> configured) {
        return side.known()
                .with(configured.stream()
                        .filter(name -> isSaidBy(side, name.substring(0, name.indexOf('='))))
                        .toList());
    }

    /** A signal of the kernel's accounting is the kubelet's, any other the program's; a wrong name is reported once. */
    private static boolean isSaidBy(Side side, String signal) {
        for (Signal known : Signal.values()) {
            if (known.name().equals(signal)) {
                return known.isFromKernel() == (side == Side.CONTAINER);
            }
        }
        return side == Side.PROGRAM;
    }
}
