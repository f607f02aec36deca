package dev.headroom.extender.telemetry.names;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes down for people which names are known. */
public final class NameReference {

    private NameReference() {}

    /** A page with a table for each dialect. */
    public static String markdown() {
        StringBuilder page = new StringBuilder("""
                # Metric names

                <!-- Generated from the dialects in dev.headroom.extender.telemetry.names; a test says when it is not. -->

                Which metrics say what about a container. A signal is known if all metrics of a line are there; of several lines
                for one signal the first such counts, of several dialects the one that stands first here. What is not there is
                unknown, never 0. A runtime that is not here is one class, a `Dialect`.

                ## What programs say
                """);
        NameTable.ofProcesses().dialects().forEach(dialect -> append(page, dialect));
        page.append("\n## What the kubelet says\n");
        NameTable.ofContainers().dialects().forEach(dialect -> append(page, dialect));
        return page.toString();
    }

    private static void append(StringBuilder page, Dialect dialect) {
        page.append("\n### ").append(dialect.name()).append("\n\n| signal | metrics |\n| --- | --- |\n");
        for (Formula formula : dialect.formulas()) {
            page.append("| ").append(formula.signal()).append(" | ").append(joined(formula.plus(), " + "));
            if (!formula.minus().isEmpty()) {
                page.append(" − ").append(joined(formula.minus(), " − "));
            }
            page.append(" |\n");
        }
    }

    private static String joined(List<Metric> metrics, String between) {
        return metrics.stream().map(NameReference::text).collect(Collectors.joining(between));
    }

    private static String text(Metric metric) {
        String labels = metric.labels().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(label -> label.getKey() + "=\"" + label.getValue() + "\"")
                .collect(Collectors.joining(","));
        String name = "`" + metric.name() + (labels.isEmpty() ? "" : "{" + labels + "}") + "`";
        String folded = switch (metric.fold()) {
            case FIRST -> name;
            case SUM -> "sum of " + name;
            case LARGEST -> "largest " + name;
        };
        return metric.factor() == 1 ? folded : folded + " · " + metric.factor();
    }
}
