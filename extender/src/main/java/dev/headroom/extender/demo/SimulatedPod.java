package dev.headroom.extender.demo;

import dev.headroom.api.MemoryForecast;
import dev.headroom.api.PodInfo;
import dev.headroom.api.PodMemorySpec;

/**
 * A pod of the simulation.
 *
 * @param info as an informer would hand it to the state
 * @param templateHash names the ReplicaSet; a rollout makes a new one
 * @param seed of what its process does
 * @param createdAtMillis epoch milliseconds, simulated
 */
record SimulatedPod(PodInfo info, Workload workload, String templateHash, long seed, long createdAtMillis) {

    static SimulatedPod of(
            Workload workload, String uid, String templateHash, String suffix, long seed, long atMillis) {
        PodInfo info = new PodInfo(
                uid,
                workload.namespace(),
                workload.name() + "-" + templateHash + "-" + suffix,
                workload.schedulerName(),
                workload.key(),
                0,
                workload.requests(),
                new PodMemorySpec(
                        workload.limitBytes(), workload.goMemLimitBytes(), workload.annotatedPlateauBytes(), 0),
                MemoryForecast.UNKNOWN);
        return new SimulatedPod(info, workload, templateHash, seed, atMillis);
    }

    String uid() {
        return info.uid();
    }
}
