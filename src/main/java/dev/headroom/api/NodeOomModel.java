package dev.headroom.api;

/**
 * How probable it is that the kernel kills on a node for want of memory once a pod is there: P(sum of all plateaus &gt;
 * what pods can have there), from the same distribution that {@link GcHeadroomModel} takes its quantile of. This is
 * what placement can prevent. A kill at a container's own limit is not in it: that is the same on every node.
 *
 * <p>The sum is taken as normal; where a single pod makes it wider than that, so that its 95 % quantile would be too low,
 * its deviation is that of this pod. Below its mean it is as wide as the pods' own low quantiles say: one that was large
 * lately and is not now may come back, and is placed for that, but nothing is near certain of it; and one that may
 * yet grow by much is not the less certain to stay. Immutable,
 * thread-safe, allocates nothing.
 */
public final class NodeOomModel {

    /** Of the quantile that a pod's {@link MemoryForecast#highBytes} is. */
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
        double left = left(node, MemorySum.EMPTY, pod);
        return left < 0
                ? above(left, demand.lowDeviationBytes(node, pod))
                : above(left, wide(node, MemorySum.EMPTY, demand.excessBytes(node, pod), pod));
    }

    /** The same without the pods whose priority is lower than this pod's. */
    public double probabilityWithoutLower(NodeInfo node, PodInfo pod) {
        MemorySum lower = node.tiers().below(pod.priority());
        double left = left(node, lower, pod);
        return left < 0
                ? above(left, demand.lowDeviationWithoutLowerBytes(node, pod))
                : above(left, wide(node, lower, demand.excessWithoutLowerBytes(node, pod), pod));
    }

    /** Standard deviation of what the node will hold with this pod, below its mean, in bytes. */
    public double lowDeviationBytes(NodeInfo node, PodInfo pod) {
        return demand.lowDeviationBytes(node, pod);
    }

    private double left(NodeInfo node, MemorySum gone, PodInfo pod) {
        return node.memory().kernelBytes() - node.memory().heldBackBytes() - demand.meanBytes(node, gone, pod);
    }

    private double wide(NodeInfo node, MemorySum gone, long excess, PodInfo pod) {
        return Math.max(demand.deviationBytes(node, gone, pod), excess / Z95);
    }

    private static double above(double left, double deviation) {
        return deviation == 0 ? left < 0 ? 1 : 0 : NormalTail.above(left / deviation);
    }
}
