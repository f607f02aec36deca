package dev.headroom.extender.demo;

import dev.headroom.api.Resources;

/**
 * What kube-scheduler itself thinks of a node, approximated from requests: the filter NodeResourcesFit and the scores
 * LeastAllocated and BalancedAllocation, each at its default weight 1. Its other default plugins score all nodes of
 * the simulation alike.
 */
final class InTreeScores {

    /** The kubelet's default {@code maxPods}. */
    private static final int MOST_PODS = 110;

    /** What the score plugins count for a pod that requests nothing. */
    private static final Resources NOTHING_REQUESTED = new Resources(100, 200L << 20);

    private InTreeScores() {}

    static boolean fits(SimulatedPod pod, SimulatedNode node) {
        Resources after = node.requested().plus(pod.info().requests());
        return node.running().size() < MOST_PODS
                && after.milliCpu() <= node.allocatable().milliCpu()
                && after.memoryBytes() <= node.allocatable().memoryBytes();
    }

    /** 0 to 200, more is better. */
    static long score(SimulatedPod pod, SimulatedNode node) {
        Resources requests = pod.info().requests();
        long milliCpu = requests.milliCpu() == 0 ? NOTHING_REQUESTED.milliCpu() : requests.milliCpu();
        long bytes = requests.memoryBytes() == 0 ? NOTHING_REQUESTED.memoryBytes() : requests.memoryBytes();
        double cpu =
                share(node.requested().milliCpu() + milliCpu, node.allocatable().milliCpu());
        double memory =
                share(node.requested().memoryBytes() + bytes, node.allocatable().memoryBytes());
        long leastAllocated = ((long) (100 * (1 - cpu)) + (long) (100 * (1 - memory))) / 2;
        // The standard deviation of two shares is half their distance.
        long balanced = (long) (100 * (1 - Math.abs(cpu - memory) / 2));
        return leastAllocated + balanced;
    }

    private static double share(long requested, long allocatable) {
        return Math.min(1.0, (double) requested / allocatable);
    }
}
