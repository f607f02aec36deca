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
        MemoryForecast forecast) {

    public PodInfo withForecast(MemoryForecast newForecast) {
        return new PodInfo(uid, namespace, name, schedulerName, workload, priority, requests, memory, newForecast);
    }

    /** {@code namespace/name}, for people. */
    public String displayName() {
        return namespace + "/" + name;
    }
}
