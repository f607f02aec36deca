package dev.headroom.bench.accuracy;

import java.util.Locale;

/** An evaluation as text, for a terminal. */
final class EvaluationTable {

    private EvaluationTable() {}

    static String of(Evaluation evaluation) {
        StringBuilder out = new StringBuilder(
                String.format(Locale.ROOT, "%-26s %-6s %4s %6s %6s", "program", "is", "n", "moves", "limit"));
        for (Method method : Method.values()) {
            out.append(String.format(Locale.ROOT, " %9.9s", method.id()));
        }
        out.append("  cover  width   goal  gc-pt\n");
        evaluation.alone().forEach(watched -> row(out, evaluation, watched));
        summary(out, evaluation);
        HeadlineFigures.of(evaluation)
                .forEach((id, value) -> out.append(String.format(Locale.ROOT, "%-30s %.4f%n", id, value)));
        return out.toString();
    }

    private static void row(StringBuilder out, Evaluation evaluation, Watched watched) {
        Program program = watched.program();
        out.append(String.format(
                Locale.ROOT,
                "%-26s %-6s %4d %6.2f %6d",
                program.name(),
                watched.isSteady() ? "steady" : "moving",
                watched.instants().size(),
                watched.moves(),
                program.limitBytes() >> 20));
        for (Method method : Method.values()) {
            out.append(String.format(Locale.ROOT, " %9.4f", watched.error(method)));
        }
        Widths widths = new Widths(watched.instants());
        out.append(String.format(
                Locale.ROOT,
                " %6.3f %6.3f %6.3f %6.2f",
                widths.coverage(),
                widths.width(Method.HEADROOM),
                CollectorErrors.heapGoal(watched, evaluation.window()).value(),
                CollectorErrors.gcCpuPoints(watched, evaluation.window()).value()));
        Kill.of(watched)
                .ifPresent(kill -> out.append(String.format(
                        Locale.ROOT,
                        " killed after %.0f s, %s, %s %.2f",
                        kill.afterSeconds(),
                        kill.isVisible() ? "visible" : "not visible",
                        kill.isForetold() ? "foretold" : "missed",
                        kill.highestBefore())));
        Alarms alarms = Alarms.of(watched);
        out.append(alarms.falseOnes() == 0 ? "" : " false alarms " + alarms.falseOnes());
        out.append('\n');
    }

    private static void summary(StringBuilder out, Evaluation evaluation) {
        PointErrors errors = evaluation.errors();
        Widths widths = evaluation.widths();
        out.append(String.format(
                Locale.ROOT,
                "%n%-20s %13s %13s %13s %13s %13s%n",
                "method",
                "steady median",
                "steady worst",
                "moving",
                "p95 scale",
                "width"));
        for (Method method : Method.values()) {
            out.append(String.format(
                    Locale.ROOT,
                    "%-20s %13.4f %13.4f %13.4f %13.4f %13.4f%n",
                    method.title(),
                    errors.steadyMedian(method),
                    errors.steadyWorst(method),
                    errors.moving(method),
                    widths.scale(method),
                    widths.width(method)));
        }
        out.append('\n');
        for (NewReplica replica : evaluation.replicas()) {
            out.append(String.format(
                    Locale.ROOT,
                    "new replica %-26s unborn %.4f mean %.4f of %d%n",
                    replica.name(),
                    replica.unborn(),
                    replica.mean(),
                    replica.forecasts()));
        }
    }
}
