package dev.headroom.extender.telemetry.prometheus;

import dev.headroom.config.PrometheusSettings;
import dev.headroom.config.PrometheusSettings.SeriesJoin;
import dev.headroom.extender.telemetry.names.Formula;
import dev.headroom.extender.telemetry.names.Metric;
import dev.headroom.predict.Signal;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Writes the recording rules from the names that are known: one series per container and signal, whatever the exporter
 * calls it, without duplicates. {@code deploy/prometheus/headroom-rules.yaml} is what this writes.
 */
public final class RecordingRules {

    private static final String REPLACED = "headroom:container:replaced";
    private static final String HEAD = """
            # Recording rules for Headroom: one series per container and signal, by namespace, pod and container.
            # With them Headroom's queries cost the server little; without them it reads the exporters' series itself.
            # Load the file under rule_files, or as the spec of a PrometheusRule. Made from the code: a test fails when it differs.
            groups:
            """;

    private final StringBuilder out = new StringBuilder(HEAD);

    private RecordingRules() {}

    /** The whole file. */
    public static String yaml() {
        RecordingRules rules = new RecordingRules();
        for (Side side : Side.values()) {
            rules.group(side);
        }
        return rules.out.toString();
    }

    private void group(Side side) {
        PrometheusSettings defaults = PrometheusSettings.of("");
        Selection selection = Selection.all(side, SeriesJoin.POD, defaults.labels(), Selection.Rows.CONTAINERS);
        out.append("  - name: headroom-").append(side.recordedPrefix().split(":")[1]);
        out.append("\n    interval: 30s\n    rules:\n");
        if (side == Side.CONTAINER) {
            rule(REPLACED, Expressions.replaced(selection));
        }
        Map<Signal, Set<String>> bySignal = new TreeMap<>();
        Set<String> times = new LinkedHashSet<>();
        for (Formula formula : side.known().formulas()) {
            if (formula.plus().stream().noneMatch(metric -> metric.name().matches("(pod|node)_.*"))) {
                bySignal.computeIfAbsent(formula.signal(), unknown -> new LinkedHashSet<>())
                        .add(expression(formula, selection));
                if (side.presence().contains(formula.signal())) {
                    times.add(max(
                            selection,
                            "timestamp(" + selector(formula.plus().getFirst(), selection) + ")"
                                    + exceptReplaced(side)));
                }
            }
        }
        rule(side.recordedAt(), String.join("\nor ", times));
        Recorded recorded = new Recorded(side);
        bySignal.forEach((signal, expressions) -> rule(recorded.nameOf(signal), String.join("\nor ", expressions)));
    }

    private void rule(String name, String expression) {
        out.append("      - record: ").append(name).append("\n        expr: |-\n          ");
        out.append(expression.replace("\n", "\n          ")).append('\n');
    }

    private static String expression(Formula formula, Selection selection) {
        String plus = formula.plus().stream().map(part -> part(part, selection)).collect(Collectors.joining(" + "));
        String minus = formula.minus().stream()
                .map(part -> " - " + part(part, selection))
                .collect(Collectors.joining());
        return plus + minus;
    }

    private static String part(Metric metric, Selection selection) {
        String of = selector(metric, selection);
        if (metric.least() == Double.MIN_VALUE) {
            of += " > 0";
        } else if (metric.least() != Double.NEGATIVE_INFINITY) {
            of += " >= " + number(metric.least());
        }
        of += exceptReplaced(selection.side());
        if (metric.fold() == Metric.Fold.SUM) {
            of = "max by " + Selection.list(selection.identityAndDimensions(Set.of())) + " (" + of + ")";
            of = "sum by " + Selection.list(selection.identity()) + " (" + of + ")";
        } else {
            of = max(selection, of);
        }
        return metric.factor() == 1 ? of : of + " * " + number(metric.factor());
    }

    private static String selector(Metric metric, Selection selection) {
        List<String> matchers = new ArrayList<>();
        new TreeMap<>(metric.labels()).forEach((label, value) -> matchers.add(label + "=\"" + value + "\""));
        matchers.add(selection.matchers());
        return metric.name() + "{" + String.join(",", matchers) + "}";
    }

    private static String exceptReplaced(Side side) {
        return side == Side.CONTAINER ? " unless on (id) " + REPLACED : "";
    }

    private static String max(Selection selection, String of) {
        return "max by " + Selection.list(selection.identity()) + " (" + of + ")";
    }

    private static String number(double value) {
        return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }
}
