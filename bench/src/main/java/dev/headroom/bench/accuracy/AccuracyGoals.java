package dev.headroom.bench.accuracy;

import dev.headroom.bench.Goal;
import java.util.List;

/** What forecasts must reach. */
final class AccuracyGoals {

    static final List<Goal> ALL = List.of(
            Goal.atLeast("runs", 30, "programs"),
            Goal.atLeast("runs.killed", 10, "programs"),
            Goal.atLeast("runs.not_killed", 20, "programs"),
            Goal.atMost("steady.p50_error_median", 0.05, "share"),
            Goal.atMost("steady.p50_error_worst", 0.10, "share"),
            Goal.atLeast("moving.skill", 0.5, "1 - ratio of errors"),
            Goal.within("p95.coverage", 0.93, 0.97, "share of instants"),
            Goal.atMost("p95.width_ratio", 1.0, "ours / best baseline"),
            Goal.atMost("heap_goal_error", 0.03, "share"),
            Goal.atMost("gc_cpu_error_points", 2, "percentage points"),
            Goal.atMost("new_replica_error", 0.08, "share"),
            Goal.atLeast("oom.foretold_30s", 0.9, "share of visible kills"),
            Goal.atLeast("oom.visible_kills", 8, "kills"),
            Goal.atMost("oom.false_alarms_per_hour", 0.5, "per program-hour"),
            Goal.atMost("node8.peak_error", 0.05, "share"),
            Goal.asMeasured("node8.ablation_skill", "1 - ratio of errors"),
            Goal.atMost("efb.error_after", 0.02, "share"),
            Goal.atMost("efb.mean_slack", 0.15, "share"),
            Goal.atLeast("cost.updates_per_core_s", 10_000, "updates per core and second"),
            Goal.atMost("cost.bytes_per_container", 4096, "bytes"),
            Goal.atMost("e2e.woken_s", 10, "s"),
            Goal.atMost("e2e.sampled_bound_s", 30, "s"));

    private AccuracyGoals() {}
}
