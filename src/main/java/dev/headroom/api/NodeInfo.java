package dev.headroom.api;

import java.util.List;

/**
 * A node as one decision sees it: immutable, with its aggregates ready, so that a plugin looks at a handful of numbers
 * whatever the number of pods.
 *
 * @param slot dense index of the node in the published state, stable while the node exists
 * @param allocatable {@code status.allocatable}
 * @param requested Σ requests of {@code pods}
 * @param pods the pods that are bound here and not finished
 * @param forecast Σ forecasts of {@code pods}
 * @param tiers the same by priority
 * @param charged Σ forecasts of pods that may have been sent here and that no watch has shown yet
 * @param chargedRequests Σ requests of those pods
 * @param chargedExcessBytes {@link NodeLoad#largestExcessBytes} of those pods
 * @param measuredBytes resident memory, as last measured, of the pods whose forecast is {@link ForecastSource#MEASURED}
 * @param sampledAtMillis epoch milliseconds of the oldest of those measurements, 0 if there is none
 * @param load what {@code pods} amount to beside {@code forecast}
 * @param memory what they can have, and what was measured of the node
 * @param correlation how pods' memory moves together in this cluster
 */
public record NodeInfo(
        int slot,
        String name,
        Resources allocatable,
        Resources requested,
        List<PodInfo> pods,
        MemorySum forecast,
        PriorityTiers tiers,
        MemorySum charged,
        Resources chargedRequests,
        long chargedExcessBytes,
        long measuredBytes,
        long sampledAtMillis,
        NodeLoad load,
        NodeMemory memory,
        Correlation correlation) {

    /** What is forecast here, unresolved pods included. */
    public MemorySum forecastWithCharges() {
        return forecast.plus(charged);
    }

    /** CPU that is predicted to be needed here; of unresolved pods their requests. */
    public long neededMilliCpu() {
        return load.milliCpu() + chargedRequests.milliCpu();
    }

    /** The same node with these unresolved pods on it instead of its present ones. */
    public NodeInfo withCharges(MemorySum newCharged, Resources newChargedRequests, long newChargedExcessBytes) {
        return new NodeInfo(
                slot,
                name,
                allocatable,
                requested,
                pods,
                forecast,
                tiers,
                newCharged,
                newChargedRequests,
                newChargedExcessBytes,
                measuredBytes,
                sampledAtMillis,
                load,
                memory,
                correlation);
    }

    /** The same node with other pods on it; aggregates are computed anew, charges and measurements stay. */
    public NodeInfo withPods(List<PodInfo> newPods) {
        NodeAggregates sums = NodeAggregates.of(newPods);
        return new NodeInfo(
                slot,
                name,
                allocatable,
                sums.requested(),
                List.copyOf(newPods),
                sums.forecast(),
                sums.tiers(),
                charged,
                chargedRequests,
                chargedExcessBytes,
                measuredBytes,
                sampledAtMillis,
                sums.load(),
                memory,
                correlation);
    }
}
