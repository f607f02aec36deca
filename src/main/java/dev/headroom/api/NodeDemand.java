package dev.headroom.api;

/**
 * The distribution of what a node's pods, those that may be on their way to it, and one more will hold together. With
 * ρw between replicas of one workload and ρb between any other two pods
 *
 * <pre>Var(Σ) = (1 − ρb)·Σσ² + (ρw − ρb)·Σ over replicas 2σᵢσⱼ + ρb·(Σσ)²</pre>
 *
 * <p>What is on its way counts as if it were of the node's largest workload: which it is of would have to be looked up
 * on every node. That is a little too careful, and exact as soon as the pod is bound.
 *
 * <p>Sums of distributions undershoot where few pods make up a node, so its high quantile is at least the largest
 * single pod's own plus the mean of the rest. Primitives only: it costs nothing but arithmetic. Immutable.
 */
final class NodeDemand {

    private static final double KIB2 = 1024.0 * 1024.0;

    private final double assumed;

    /** @param assumed ρ between every two pods while nothing was learnt, 0 to 1 */
    NodeDemand(double assumed) {
        this.assumed = assumed;
    }

    /** Σ mean, in bytes, without {@code gone}, which are pods that run there. */
    long meanBytes(NodeInfo node, MemorySum gone, PodInfo pod) {
        return node.forecast().meanBytes()
                - gone.meanBytes()
                + node.charged().meanBytes()
                + pod.forecast().meanBytes();
    }

    /** Standard deviation of that sum, in bytes. */
    double deviationBytes(NodeInfo node, MemorySum gone, PodInfo pod) {
        MemorySum runs = node.forecast();
        MemorySum charged = node.charged();
        MemoryForecast own = pod.forecast();
        double spread = runs.spreadBytes() - gone.spreadBytes() + charged.spreadBytes() + own.spreadBytes();
        double variance = runs.varianceKib2() - gone.varianceKib2() + charged.varianceKib2() + own.varianceKib2();
        Correlation learnt = node.correlation();
        double between = learnt.isLearnt() ? learnt.between() : assumed;
        double together = 0;
        if (learnt.isLearnt()) {
            together = (learnt.within() - between) * (node.load().withinKib2() + arriving(node, pod));
        }
        return Math.sqrt(((1 - between) * variance + together) * KIB2 + between * spread * spread);
    }

    /** By how much the largest single pod's own high quantile exceeds its mean, in bytes. */
    long excessBytes(NodeInfo node, PodInfo pod) {
        return largest(node.load().largestExcessBytes(), node, pod);
    }

    /** The same without the pods of lower priority. */
    long excessWithoutLowerBytes(NodeInfo node, PodInfo pod) {
        return largest(node.tiers().largestExcessFrom(pod.priority()), node, pod);
    }

    /**
     * Standard deviation below the mean, by the pods' own low quantiles where they are known, in bytes. Every two pods count as
     * if they were replicas of one workload: what a day's load leaves, it leaves together.
     */
    double lowDeviationBytes(NodeInfo node, PodInfo pod) {
        return low(node, pod, node.load().lowSpreadBytes(), node.load().lowVarianceKib2());
    }

    /** The same without the pods of lower priority. */
    double lowDeviationWithoutLowerBytes(NodeInfo node, PodInfo pod) {
        PriorityTiers tiers = node.tiers();
        return low(node, pod, tiers.lowSpreadFrom(pod.priority()), tiers.lowVarianceFrom(pod.priority()));
    }

    private double low(NodeInfo node, PodInfo pod, long runningSpread, long runningVariance) {
        MemorySum charged = node.charged();
        MemoryForecast own = pod.forecast();
        double spread = runningSpread + charged.spreadBytes() + own.lowSpreadBytes();
        double variance = runningVariance + charged.varianceKib2() + own.lowVarianceKib2();
        double together = node.correlation().isLearnt() ? node.correlation().within() : assumed;
        return Math.sqrt((1 - together) * variance * KIB2 + together * spread * spread);
    }

    private static long largest(long running, NodeInfo node, PodInfo pod) {
        return Math.max(
                running, Math.max(node.chargedExcessBytes(), pod.forecast().excessBytes()));
    }

    /** What pods that are on their way add to the pairs that move together, at most, in KiB². */
    private static double arriving(NodeInfo node, PodInfo pod) {
        MemoryForecast own = pod.forecast();
        boolean alone = pod.workload().isEmpty();
        double spreadKib = (node.charged().spreadBytes() + (alone ? 0 : own.spreadBytes())) / 1024.0;
        double variance = node.charged().varianceKib2() + (alone ? 0 : own.varianceKib2());
        return 2 * node.load().largestWorkloadKib() * spreadKib + Math.max(0, spreadKib * spreadKib - variance);
    }
}
