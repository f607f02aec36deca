package dev.headroom.extender.pod;

import dev.headroom.api.Resources;

/**
 * Adds up what a pod requests, as kube-scheduler does ({@code component-helpers/resource/helpers.go},
 * {@code PodRequests}; KEP-753 for sidecars, KEP-2837 for pod-level resources): containers and sidecars run together,
 * an ordinary init container beside the sidecars that were started before it; the larger counts, pod-level requests
 * replace it, overhead comes on top.
 *
 * <p>Init containers are told in their order; otherwise the order of calls does not matter. Not thread-safe.
 */
public final class EffectiveRequests {

    /** More than any machine has, and small enough that a node's sum stays a {@code long}: 8 PiB. */
    public static final long LARGEST = 1L << 53;

    private long runningCpu;
    private long runningMemory;
    private long sidecarCpu;
    private long sidecarMemory;
    private long startingCpu;
    private long startingMemory;
    private long podCpu = -1;
    private long podMemory = -1;
    private long overheadCpu;
    private long overheadMemory;

    /**
     * An ordinary container.
     *
     * @param requests of a running pod that is being resized the largest of what the spec asks, what is allocated and
     *     what the runtime reports, as {@link #largest} gives it
     */
    public EffectiveRequests container(Resources requests) {
        runningCpu = plus(runningCpu, requests.milliCpu());
        runningMemory = plus(runningMemory, requests.memoryBytes());
        return this;
    }

    /** @param sidecar whether its {@code restartPolicy} is {@code Always} */
    public EffectiveRequests initContainer(Resources requests, boolean sidecar) {
        long cpu = plus(sidecarCpu, requests.milliCpu());
        long memory = plus(sidecarMemory, requests.memoryBytes());
        startingCpu = Math.max(startingCpu, cpu);
        startingMemory = Math.max(startingMemory, memory);
        if (sidecar) {
            container(requests);
            sidecarCpu = cpu;
            sidecarMemory = memory;
        }
        return this;
    }

    /** {@code spec.resources.requests.cpu}. */
    public EffectiveRequests podLevelMilliCpu(long milliCpu) {
        podCpu = plus(0, milliCpu);
        return this;
    }

    /** {@code spec.resources.requests.memory}. */
    public EffectiveRequests podLevelMemoryBytes(long bytes) {
        podMemory = plus(0, bytes);
        return this;
    }

    /** {@code spec.overhead}. */
    public EffectiveRequests overhead(Resources overhead) {
        overheadCpu = plus(0, overhead.milliCpu());
        overheadMemory = plus(0, overhead.memoryBytes());
        return this;
    }

    public Resources total() {
        long cpu = podCpu >= 0 ? podCpu : Math.max(runningCpu, startingCpu);
        long memory = podMemory >= 0 ? podMemory : Math.max(runningMemory, startingMemory);
        return new Resources(plus(cpu, overheadCpu), plus(memory, overheadMemory));
    }

    /** The larger of each part. */
    public static Resources largest(Resources a, Resources b) {
        return new Resources(Math.max(a.milliCpu(), b.milliCpu()), Math.max(a.memoryBytes(), b.memoryBytes()));
    }

    private static long plus(long a, long b) {
        return Math.min(LARGEST, a + Math.min(LARGEST, b));
    }
}
