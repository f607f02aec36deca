package dev.headroom.api;

/**
 * How probable it is that the kernel kills on a node for want of memory once a pod is there: P(sum of all plateaus &gt;
 * what pods can have there), from the same distribution that {@link GcHeadroomModel} takes its quantile of. This is
 * what placement can prevent. A kill at a container's own limit is not in it: that is the same on every node.
 *
 * <p>The sum is taken as normal; where a single pod makes it wider than that, so that its 95 % quantile would be too low,
 * its deviation is that of this pod. Below its mean it is as wide as the pods' own low quantiles say: pods that were large
 * lately and are not now may well come back, and are placed for that, but nothing is near certain of them. Immutable,
 * thread-safe, allocates nothing.
 */
public final class NodeOomModel {

    /** Of the quantiles that a pod's {@link MemoryForecast#highBytes} and, below the mean, its low ones are. */
    private static final double Z95 = NormalQuantile.of(0.95);

    private final NodeDemand demand;

    /** @param correlation ρ between every two pods while nothing was learnt, 0 to 1 */
    public NodeOomModel(double correlation) {
        this.demand = new NodeDemand(correlation);
    }

    /**
     * Of the node with its pods, those that may be on their way, and this one, 0 to 1. What {@link
     * NodeMemory#heldBackBytes} holds back counts as taken.
     */
    public double probability(NodeInfo node, PodInfo pod) {
        return probability(node, MemorySum.EMPTY, demand.excessBytes(node, pod), demand.dropBytes(node, pod), pod);
    }

    /** The same without the pods whose priority is lower than this pod's. */
    public double probabilityWithoutLower(NodeInfo node, PodInfo pod) {
        MemorySum lower = node.tiers().below(pod.priority());
        return probability(
                node, lower, demand.excessWithoutLowerBytes(node, pod), demand.dropWithoutLowerBytes(node, pod), pod);
    }

    /** By how much less the node's pods and this one may hold than their spreads tell, in bytes. */
    public long dropBytes(NodeInfo node, PodInfo pod) {
        return demand.dropBytes(node, pod);
    }

    private double probability(NodeInfo node, MemorySum gone, long excess, long drop, PodInfo pod) {
        double left = node.memory().kernelBytes() - node.memory().heldBackBytes() - demand.meanBytes(node, gone, pod);
        double deviation = Math.max(demand.deviationBytes(node, gone, pod), excess / Z95);
        if (left < 0) {
            deviation += drop / Z95;
        }
        if (deviation == 0) {
            return left < 0 ? 1 : 0;
        }
        return NormalTail.above(left / deviation);
    }
}
