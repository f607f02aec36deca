package dev.headroom.extender.ops;

import dev.headroom.api.ForecastSource;
import dev.headroom.api.MemorySum;
import dev.headroom.api.NodeInfo;
import dev.headroom.api.PodInfo;
import org.jspecify.annotations.Nullable;

/**
 * A node on the page, memory in bytes.
 *
 * @param limitBytes allocatable, corrected by feedback, · sensitivity: what the forecast may fill
 * @param forecastBytes high quantile of what is forecast there, unresolved pods included
 * @param meanBytes its mean
 * @param chargedBytes mean of the unresolved pods in it
 * @param measuredBytes resident memory of the pods that report it; null if none does
 * @param expectedBytes Σ mean forecasts of those same pods; null if none reports
 * @param errorPercent (expected − measured) / measured; forecasts are of the highest memory in a horizon, so a
 *     little above 0 is right
 * @param pods that run there
 * @param unknownPods of which nothing is known
 * @param sampledAtMillis epoch milliseconds of the oldest measurement; null if there is none
 * @param fill forecast / limit; above 1 the node is forecast to be overfull. 0 for a node that reports no memory
 */
public record NodeRow(
        String name,
        long allocatableBytes,
        long limitBytes,
        long forecastBytes,
        long meanBytes,
        long chargedBytes,
        @Nullable Long measuredBytes,
        @Nullable Long expectedBytes,
        @Nullable Double errorPercent,
        int pods,
        int unknownPods,
        @Nullable Long sampledAtMillis,
        double fill) {

    static NodeRow of(NodeInfo node, NodeScale scale) {
        MemorySum sum = node.forecastWithCharges();
        long expected = 0;
        for (PodInfo pod : node.pods()) {
            expected += pod.forecast().source() == ForecastSource.MEASURED
                    ? pod.forecast().meanBytes()
                    : 0;
        }
        boolean measured = node.measuredBytes() > 0;
        return new NodeRow(
                node.name(),
                node.allocatable().memoryBytes(),
                limitBytes(node, scale),
                forecastBytes(node, scale),
                sum.meanBytes(),
                node.charged().meanBytes(),
                measured ? node.measuredBytes() : null,
                measured ? expected : null,
                measured ? 100.0 * (expected - node.measuredBytes()) / node.measuredBytes() : null,
                node.pods().size(),
                sum.unknown(),
                node.sampledAtMillis() == 0 ? null : node.sampledAtMillis(),
                fill(node, scale));
    }

    /** Costs the same whatever runs on the node. */
    static double fill(NodeInfo node, NodeScale scale) {
        long limit = limitBytes(node, scale);
        return limit <= 0 ? 0 : (double) forecastBytes(node, scale) / limit;
    }

    private static long limitBytes(NodeInfo node, NodeScale scale) {
        return (long) (Math.max(0, node.memory().availableBytes()) * scale.sensitivity());
    }

    private static long forecastBytes(NodeInfo node, NodeScale scale) {
        return (long) Math.ceil(node.forecastWithCharges().quantileBytes(scale.z(), scale.correlation()));
    }
}
