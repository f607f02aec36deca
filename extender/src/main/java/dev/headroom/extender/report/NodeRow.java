package dev.headroom.extender.report;

import java.util.Comparator;

/**
 * A node in the report. Bytes; {@link Double#NaN}, in JSON null, where something is not known.
 *
 * @param containers that were looked at, or pods where a running Headroom said so
 * @param unknown of them without a forecast
 * @param nowBytes resident memory of the others
 * @param p95Bytes p95 of the sum of what placement expects of them
 * @param requestBytes sum of their requests
 * @param allocatableBytes known only from a running Headroom
 * @param fill p95 / allocatable
 */
public record NodeRow(
        String name,
        Risk risk,
        int containers,
        int unknown,
        double nowBytes,
        double p95Bytes,
        double requestBytes,
        double allocatableBytes,
        double fill) {

    /** The fullest first; of those that nothing is known of, the ones with more than was asked for. */
    static final Comparator<NodeRow> BY_RISK = Comparator.comparing(NodeRow::risk)
            .thenComparing(Comparator.comparingDouble(NodeRow::sortedFill).reversed())
            .thenComparing(Comparator.comparingDouble(NodeRow::beyondRequests).reversed())
            .thenComparing(NodeRow::name);

    static NodeRow of(
            String name,
            int containers,
            int unknown,
            double nowBytes,
            double p95Bytes,
            double requestBytes,
            double allocatableBytes) {
        double fill = allocatableBytes > 0 ? p95Bytes / allocatableBytes : Double.NaN;
        return new NodeRow(
                name, Risk.ofFill(fill), containers, unknown, nowBytes, p95Bytes, requestBytes, allocatableBytes, fill);
    }

    /** By how much the forecast is above what was requested: kube-scheduler takes that much for free. */
    double beyondRequests() {
        return Double.isNaN(requestBytes) || Double.isNaN(p95Bytes) ? 0 : p95Bytes - requestBytes;
    }

    private double sortedFill() {
        return Double.isNaN(fill) ? 0 : fill;
    }
}
