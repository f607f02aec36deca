package dev.headroom.api;

import dev.headroom.api.Contribution.Quantity;
import dev.headroom.api.Contribution.Unit;
import java.util.ArrayList;
import java.util.List;

/**
 * The GC headroom of a node for a pod: allocatable, corrected by feedback, · sensitivity − a quantile of everything that
 * is forecast there and the pod, or the largest pod's own high quantile and the mean of the rest if that is more.
 * Immutable, thread-safe; computes with primitives only, so it costs nothing but arithmetic per node.
 *
 * <p>A node without allocatable memory (not reported yet) has no meaningful headroom: ask {@link #knows} first.
 */
public final class GcHeadroomModel {

    private static final double SMALLEST_QUANTILE = 0.5;
    private static final double LARGEST_QUANTILE = 0.999;
    private static final double SMALLEST_SENSITIVITY = 0.5;

    private final double quantile;
    private final double sensitivity;
    private final double correlation;
    private final double z;
    private final NodeDemand demand;

    /**
     * A model with these arguments.
     *
     * @param quantile of the sum of plateaus, 0.5 to 0.999
     * @param sensitivity share of allocatable memory that may be filled, 0.5 to 1
     * @param correlation ρ between every two pods' plateaus while none was learnt, 0 to 1
     * @throws IllegalArgumentException with all problems, if there are any
     */
    public GcHeadroomModel(double quantile, double sensitivity, double correlation) {
        List<Problem> problems = validate(quantile, sensitivity, correlation);
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(problems.toString());
        }
        this.quantile = quantile;
        this.sensitivity = sensitivity;
        this.correlation = correlation;
        this.z = NormalQuantile.of(quantile);
        this.demand = new NodeDemand(correlation);
    }

    /** What is wrong with these arguments; empty if nothing is. */
    public static List<Problem> validate(double quantile, double sensitivity, double correlation) {
        List<Problem> problems = new ArrayList<>();
        Problem.require(problems, "quantile", quantile, SMALLEST_QUANTILE, LARGEST_QUANTILE);
        Problem.require(problems, "sensitivity", sensitivity, SMALLEST_SENSITIVITY, 1);
        Problem.require(problems, "correlation", correlation, 0, 1);
        return List.copyOf(problems);
    }

    public double quantile() {
        return quantile;
    }

    public double sensitivity() {
        return sensitivity;
    }

    public double correlation() {
        return correlation;
    }

    /** The standard normal quantile that belongs to {@link #quantile}, 0 to 3.1. */
    public double z() {
        return z;
    }

    /** Whether the node reports memory at all; if not, it is treated neutrally. */
    public boolean knows(NodeInfo node) {
        return limitBytes(node) > 0;
    }

    /** What may be filled: what pods can have · sensitivity, in bytes; 0 for a node that reports no memory. */
    public long limitBytes(NodeInfo node) {
        return (long) (Math.max(0, node.memory().availableBytes()) * sensitivity);
    }

    /** The quantile of what {@code running} and the pod will take together at the assumed correlation, in bytes. */
    public long needBytes(MemorySum running, MemoryForecast pod) {
        MemorySum sum = running.plus(pod);
        return sum.meanBytes() + atQuantile(sum.deviationBytes(correlation));
    }

    /** What all that is forecast on the node and the pod will need, in bytes. */
    public long needBytes(NodeInfo node, PodInfo pod) {
        return need(node, MemorySum.EMPTY, demand.excessBytes(node, pod), pod);
    }

    /** What is left of the node's limit once its pods, its unresolved charges and this pod have settled; may be < 0. */
    public long headroomBytes(NodeInfo node, PodInfo pod) {
        return limitBytes(node) - needBytes(node, pod);
    }

    /** The same if the pods whose priority is lower than this pod's were removed. */
    public long headroomWithoutLowerBytes(NodeInfo node, PodInfo pod) {
        MemorySum lower = node.tiers().below(pod.priority());
        return limitBytes(node) - need(node, lower, demand.excessWithoutLowerBytes(node, pod), pod);
    }

    /** Standard deviation of what the node will hold with this pod, in bytes. */
    public double deviationBytes(NodeInfo node, PodInfo pod) {
        return demand.deviationBytes(node, MemorySum.EMPTY, pod);
    }

    /** The numbers behind {@link #headroomBytes}, for {@link ExplainedPlugin#explain}. */
    public Contribution explain(NodeInfo node, PodInfo pod) {
        long limit = limitBytes(node);
        long mean = demand.meanBytes(node, MemorySum.EMPTY, pod);
        long bySum = mean + atQuantile(deviationBytes(node, pod));
        long byLargest = mean + demand.excessBytes(node, pod);
        List<Quantity> quantities = new ArrayList<>(List.of(
                bytes("pod forecast", pod.forecast().meanBytes()),
                bytes("pod spread", pod.forecast().spreadBytes()),
                bytes("node forecast", node.forecast().meanBytes()),
                bytes("unresolved pods", node.charged().meanBytes()),
                bytes("node spread with pod", (long) deviationBytes(node, pod)),
                new Quantity("quantile", quantile * 100, Unit.PERCENT),
                bytes("sum of plateaus", bySum),
                bytes("largest pod and mean of the rest", byLargest),
                new Quantity("largest pod decides", byLargest > bySum ? 1 : 0, Unit.COUNT),
                bytes("needed at quantile", Math.max(bySum, byLargest)),
                bytes("allocatable", node.allocatable().memoryBytes())));
        if (pod.forecast().correctionBytes() != 0) {
            quantities.add(bytes("bias correction", pod.forecast().correctionBytes()));
        }
        if (node.load().correctionBytes() != 0) {
            quantities.add(
                    bytes("bias correction of the node's pods", node.load().correctionBytes()));
        }
        if (node.memory().isCorrected()) {
            quantities.add(bytes("corrected allocatable", node.memory().availableBytes()));
        }
        if (node.correlation().isLearnt()) {
            quantities.add(new Quantity(
                    "learnt correlation of replicas", node.correlation().within() * 100, Unit.PERCENT));
            quantities.add(new Quantity(
                    "learnt correlation of others", node.correlation().between() * 100, Unit.PERCENT));
        }
        quantities.addAll(List.of(
                new Quantity("sensitivity", sensitivity * 100, Unit.PERCENT),
                bytes("usable", limit),
                bytes("headroom", limit - Math.max(bySum, byLargest)),
                bytes("measured now", node.measuredBytes()),
                new Quantity(
                        "pods without forecast",
                        node.forecast().unknown() + node.charged().unknown(),
                        Unit.COUNT)));
        double confidence = pod.forecast().isKnown() ? pod.forecast().confidence() : Double.NaN;
        return new Contribution(quantities, confidence, oldest(node.sampledAtMillis(), pod.forecast()));
    }

    private static long oldest(long nodeMillis, MemoryForecast pod) {
        long podMillis = pod.sampledAtMillis();
        return nodeMillis == 0 || podMillis == 0 ? Math.max(nodeMillis, podMillis) : Math.min(nodeMillis, podMillis);
    }

    private static Quantity bytes(String name, long value) {
        return new Quantity(name, (double) value, Unit.BYTES);
    }

    /** The quantile of the sum, or the largest pod's own and the mean of the rest, whichever is more. */
    private long need(NodeInfo node, MemorySum gone, long excess, PodInfo pod) {
        return demand.meanBytes(node, gone, pod) + Math.max(atQuantile(demand.deviationBytes(node, gone, pod)), excess);
    }

    private long atQuantile(double deviation) {
        return (long) Math.ceil(z * deviation);
    }
}
