package dev.headroom.api;

/**
 * A pod, cut down to what plugins use. Immutable.
 *
 * @param schedulerName {@code spec.schedulerName}
 * @param workload what the pod is a replica of, as {@code namespace/Kind/name} with a ReplicaSet resolved to its
 *     Deployment; empty for a pod without a controller
 * @param priority {@code spec.priority}, 0 if not set
 * @param requests effective requests as kube-scheduler counts them
 * @param forecast {@link MemoryForecast#UNKNOWN} until the predictor has looked at the pod
 * @param cpu {@link CpuForecast#UNKNOWN} until the predictor has looked at the pod
 */
public record PodInfo(
        String uid,
        String namespace,
        String name,
        String schedulerName,
        String workload,
        int priority,
        Resources requests,
        PodMemorySpec memory,
        MemoryForecast forecast,
        CpuForecast cpu) {

    /** A pod of whose CPU nothing is known. */
    public PodInfo(
            String uid,
            String namespace,
            String name,
            String schedulerName,
            String workload,
            int priority,
            Resources requests,
            PodMemorySpec memory,
            MemoryForecast forecast) {
        this(uid, namespace, name, schedulerName, workload, priority, requests, memory, forecast, CpuForecast.UNKNOWN);
    }

    public PodInfo withForecast(MemoryForecast newForecast) {
        return with(newForecast, cpu);
    }

    public PodInfo withCpu(CpuForecast newCpu) {
        return with(forecast, newCpu);
    }

    /** Predicted mutator and GC CPU; the request if nothing is known. */
    public long milliCpu() {
        return cpu.isKnown() ? cpu.mutatorMilli() + cpu.gcMilli() : requests.milliCpu();
    }

    /** {@code namespace/name}, for people. */
    public String displayName() {
        return namespace + "/" + name;
    }

    private PodInfo with(MemoryForecast newForecast, CpuForecast newCpu) {
        return new PodInfo(
                uid, namespace, name, schedulerName, workload, priority, requests, memory, newForecast, newCpu);
    }
}
