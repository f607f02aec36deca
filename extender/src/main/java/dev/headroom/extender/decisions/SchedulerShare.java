package dev.headroom.extender.decisions;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How much of kube-scheduler's total our score can be.
 *
 * @param extenderWeight w, of the extender in the KubeSchedulerConfiguration
 * @param ours most points that our score adds to a node: 10 · w · 100/10
 * @param inTree most points that the in-tree score plugins add, with their default weights
 * @param share ours / (ours + inTree), 0 to 1
 */
public record SchedulerShare(int extenderWeight, int ours, int inTree, double share) {

    /** Said wherever the share is shown: kube-scheduler's real weights are not known to an extender. */
    public static final String BASIS = "with default in-tree weights";

    private static final int MAX_NODE_SCORE = 100;

    /** Default weights of the score plugins of kube-scheduler 1.34 and later; {@code pkg/scheduler/apis/config/v1/default_plugins.go}. */
    private static final SortedMap<String, Integer> DEFAULT_WEIGHTS =
            Collections.unmodifiableSortedMap(new TreeMap<>(Map.of(
                    "TaintToleration", 3,
                    "NodeAffinity", 2,
                    "PodTopologySpread", 2,
                    "InterPodAffinity", 2,
                    "DynamicResources", 2,
                    "NodeResourcesFit", 1,
                    "NodeResourcesBalancedAllocation", 1,
                    "ImageLocality", 1)));

    /** @param extenderWeight ≥ 0; with 0 our score counts nothing */
    public static SchedulerShare at(int extenderWeight) {
        int ours = extenderWeight * MAX_NODE_SCORE;
        int inTree =
                DEFAULT_WEIGHTS.values().stream().mapToInt(Integer::intValue).sum() * MAX_NODE_SCORE;
        return new SchedulerShare(extenderWeight, ours, inTree, (double) ours / (ours + inTree));
    }
}
