package dev.headroom.bench;

import java.util.List;

/** The goals of the first whole line: real kube-scheduler, verbs, plugins, forecast, answer. */
final class LineGoals {

    static final List<Goal> ALL = List.of(
            Goal.atMost("demo.warm_first_placement_s", 10, "s"),
            Goal.asMeasured("demo.clean_clone_first_placement_s", "s"),
            Goal.exactly("e2e.bound", 1000, "pods"),
            Goal.exactly("e2e.extender_errors", 0, "log lines"),
            Goal.exactly("e2e.steered_share", 1, "share of pods"),
            Goal.atMost("e2e.steered_share_without", 0.2, "share of pods"),
            Goal.atMost("e2e.refused_filter_calls_60s", 5, "calls"),
            Goal.atMost("e2e.sigstop_longest_gap_s", 2, "s"),
            Goal.asMeasured("e2e.sigstop_rate_ratio", "ratio"),
            Goal.exactly("burst.bound_w1", 200, "pods"),
            Goal.exactly("burst.bound_w20", 200, "pods"),
            Goal.exactly("burst.overshoots_w1", 0, "nodes"),
            Goal.exactly("burst.overshoots_w20", 0, "nodes"),
            Goal.atLeast("burst.overshoots_uncharged", 1, "nodes"),
            Goal.atMost("verbs.names500.filter.p50_over_echo", 2.0, "ratio"),
            Goal.atMost("verbs.names500.prioritize.p50_over_echo", 2.0, "ratio"),
            Goal.asMeasured("verbs.names500.p50_over_go", "ratio"),
            Goal.asMeasured("verbs.names500.alloc_bytes", "bytes per request"),
            Goal.atMost("ci.cold_minutes", 30, "min"),
            Goal.atMost("ci.warm_minutes", 20, "min"));

    private LineGoals() {}
}
