package dev.headroom.bench.accuracy;

import java.util.LinkedHashMap;
import java.util.Map;

/** The figures that have goals, by id. */
final class HeadlineFigures {

    private HeadlineFigures() {}

    /** What could not be measured, for want of such programs, is missing. */
    static Map<String, Double> of(Evaluation evaluation) {
        Map<String, Double> figures = new LinkedHashMap<>();
        PointErrors errors = evaluation.errors();
        Widths widths = evaluation.widths();
        int kills = evaluation.kills().size();
        put(figures, "runs", evaluation.alone().size());
        put(figures, "runs.killed", kills);
        put(figures, "runs.not_killed", evaluation.alone().size() - kills);
        put(figures, "steady.p50_error_median", errors.steadyMedian(Method.HEADROOM));
        put(figures, "steady.p50_error_worst", errors.steadyWorst(Method.HEADROOM));
        put(figures, "moving.skill", errors.skill());
        put(figures, "p95.coverage", widths.coverage());
        put(figures, "p95.width_ratio", widths.ratio());
        put(figures, "heap_goal_error", evaluation.heapGoal().value());
        put(figures, "gc_cpu_error_points", evaluation.gcCpuPoints().value());
        put(figures, "new_replica_error", evaluation.newReplica().value());
        put(figures, "oom.foretold_30s", evaluation.foretold());
        put(figures, "oom.visible_kills", evaluation.visibleKills().size());
        put(figures, "oom.false_alarms_per_hour", evaluation.falseAlarmsPerHour());
        double node = evaluation.groupError(Method.HEADROOM).value();
        put(figures, "node8.peak_error", node);
        put(
                figures,
                "node8.ablation_skill",
                1 - node / evaluation.groupError(Method.HISTORY).value());
        return figures;
    }

    private static void put(Map<String, Double> figures, String id, double value) {
        if (Double.isFinite(value)) {
            figures.put(id, value);
        }
    }
}
