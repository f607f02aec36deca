package dev.headroom.extender.telemetry;

import dev.headroom.predict.Sample;

/**
 * What a source said about a node as a whole. {@link Double#NaN} is unknown.
 *
 * @param atMillis epoch milliseconds of the measurement
 * @param workingSetBytes what all that runs there holds, as the kubelet counts it for evictions
 * @param availableBytes what the kernel thinks can be had without swapping
 * @param pressureSomeSeconds memory pressure: seconds in which something waited for memory, a counter
 * @param pressureFullSeconds memory pressure: seconds in which everything waited, a counter
 */
public record NodeSample(
        String node,
        long atMillis,
        Sample.Origin origin,
        double workingSetBytes,
        double availableBytes,
        double pressureSomeSeconds,
        double pressureFullSeconds) {}
