package dev.headroom.api;

import dev.headroom.api.Contribution.Quantity;
import dev.headroom.api.Contribution.Unit;
import java.util.ArrayList;
import java.util.List;

/**
 * The GC headroom of a node for a pod: allocatable · sensitivity − a quantile of everything that is forecast there and
 * the pod. Immutable, thread-safe; computes with primitives only, so it costs nothing but arithmetic per node.
 *
 * <p>A node without allocatable memory (not reported yet) has no meaningful headroom: ask {@link #knows} first.
 */
public final class GcHeadroomModel {

    private static final double SMALLEST_QUANTILE = 0.5;
    private static final double LARGEST_QUANTILE = 0.999;
    private static final double SMALLEST_SENSITIVITY = 0.5;
    private static final double KIB2 = 1024.0 * 1024.0;

    private final double quantile;
    private final double sensitivity;
    private final double correlation;
    private final double z;

    /**
     * A model with these arguments.
     *
     * @param quantile of the sum of plateaus, 0.5 to 0.999
     * @param sensitivity share of allocatable memory that may be filled, 0.5 to 1
     * @param correlation ρ between every two pods' plateaus, 0 to 1
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
    }

    /** What is wrong with these arguments; empty if nothing is. */
    public static List<Problem> validate(double quantile, double sensitivity, double correlation) {
        List<Problem> problems = new ArrayList<>();
        requireWithin(problems, "quantile", quantile, SMALLEST_QUANTILE, LARGEST_QUANTILE);
        requireWithin(problems, "sensitivity", sensitivity, SMALLEST_SENSITIVITY, 1);
        requireWithin(problems, "correlation", correlation, 0, 1);
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

    /** What may be filled: allocatable · sensitivity, in bytes; 0 for a node that reports no memory. */
    public long limitBytes(NodeInfo node) {
        return (long) (Math.max(0, node.allocatable().memoryBytes()) * sensitivity);
    }

    /** The quantile of what {@code running} and the pod will take together, in bytes. */
    public long needBytes(MemorySum running, MemoryForecast pod) {
        return need(
                running.meanBytes() + pod.meanBytes(),
                running.spreadBytes() + pod.spreadBytes(),
                running.varianceKib2() + pod.varianceKib2());
    }

    /** What is left of the node's limit once its pods, its unresolved charges and this pod have settled; may be < 0. */
    public long headroomBytes(NodeInfo node, PodInfo pod) {
        return headroomBytes(node, MemorySum.EMPTY, pod);
    }

    /** The same if {@code gone} (pods that run on the node) were removed. */
    public long headroomBytes(NodeInfo node, MemorySum gone, PodInfo pod) {
        MemorySum runs = node.forecast();
        MemorySum charged = node.charged();
        MemoryForecast own = pod.forecast();
        long mean = runs.meanBytes() - gone.meanBytes() + charged.meanBytes() + own.meanBytes();
        long spread = runs.spreadBytes() - gone.spreadBytes() + charged.spreadBytes() + own.spreadBytes();
        long variance = runs.varianceKib2() - gone.varianceKib2() + charged.varianceKib2() + own.varianceKib2();
        return limitBytes(node) - need(mean, spread, variance);
    }

    /** Standard deviation of what the node will hold with this pod, in bytes. */
    public double deviationBytes(NodeInfo node, PodInfo pod) {
        long spread = node.forecast().spreadBytes()
                + node.charged().spreadBytes()
                + pod.forecast().spreadBytes();
        long variance = node.forecast().varianceKib2()
                + node.charged().varianceKib2()
                + pod.forecast().varianceKib2();
        return deviation(spread, variance);
    }

    /** The numbers behind {@link #headroomBytes(NodeInfo, PodInfo)}, for {@link ExplainedPlugin#explain}. */
    public Contribution explain(NodeInfo node, PodInfo pod) {
        long headroom = headroomBytes(node, pod);
        long limit = limitBytes(node);
        List<Quantity> quantities = List.of(
                bytes("pod forecast", pod.forecast().meanBytes()),
                bytes("pod spread", pod.forecast().spreadBytes()),
                bytes("node forecast", node.forecast().meanBytes()),
                bytes("unresolved pods", node.charged().meanBytes()),
                bytes("node spread with pod", (long) deviationBytes(node, pod)),
                new Quantity("quantile", quantile * 100, Unit.PERCENT),
                bytes("needed at quantile", limit - headroom),
                bytes("allocatable", node.allocatable().memoryBytes()),
                new Quantity("sensitivity", sensitivity * 100, Unit.PERCENT),
                bytes("usable", limit),
                bytes("headroom", headroom),
                bytes("measured now", node.measuredBytes()),
                new Quantity(
                        "pods without forecast",
                        node.forecast().unknown() + node.charged().unknown(),
                        Unit.COUNT));
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

    private long need(long mean, long spread, long varianceKib2) {
        return mean + (long) Math.ceil(z * deviation(spread, varianceKib2));
    }

    /** As {@link MemorySum#deviationBytes}, without a {@code MemorySum}. */
    private double deviation(long spread, long varianceKib2) {
        double together = (double) spread * spread;
        return Math.sqrt((1 - correlation) * (varianceKib2 * KIB2) + correlation * together);
    }

    private static void requireWithin(List<Problem> problems, String name, double value, double from, double to) {
        if (!(value >= from && value <= to)) {
            problems.add(new Problem(name, String.valueOf(value), "a number from " + from + " to " + to));
        }
    }
}
