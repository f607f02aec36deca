package dev.headroom.extender.demo;

import dev.headroom.api.Resources;

/**
 * A Deployment of a simulated Go service: what its owner wrote into the spec, and what it really does.
 *
 * @param limitBytes memory limit of the container, 0 for none
 * @param goMemLimitBytes {@code GOMEMLIMIT}, 0 for none
 * @param annotatedPlateauBytes {@code headroom.dev/memory-plateau}, 0 for none
 * @param heap what its processes do with memory
 */
record Workload(
        String namespace,
        String name,
        String schedulerName,
        int replicas,
        Resources requests,
        long limitBytes,
        long goMemLimitBytes,
        long annotatedPlateauBytes,
        Metrics metrics,
        Heap heap) {

    /** What the service's {@code /metrics} shows. */
    enum Metrics {
        /** The runtime-metrics collector: live heap, GOGC and limit included. */
        RUNTIME,
        /** client_golang's defaults. */
        DEFAULTS,
        NONE
    }

    /**
     * @param liveBytes what the collector finds live at average load, warmed up
     * @param allocatedPerSecond bytes
     * @param gogcPercent {@code GOGC}
     * @param growthPerMinute share by which the live heap grows, 0 for a heap that does not
     * @param loadAmplitude share by which load moves the live heap up and down
     * @param loadPhase where in its wave the load is at start, 0 to 1; one for all replicas
     * @param outsideBytes resident memory that the Go runtime does not know of: cgo, mmap
     */
    record Heap(
            long liveBytes,
            double allocatedPerSecond,
            double gogcPercent,
            double growthPerMinute,
            double loadAmplitude,
            double loadPhase,
            long outsideBytes) {}

    /** About what one replica will hold, in bytes; for sizing the simulated cluster only. */
    long roughPlateauBytes() {
        double byPercent = heap.liveBytes() * (1 + heap.gogcPercent() / 100) * 1.05;
        double goal = goMemLimitBytes > 0 ? Math.min(byPercent, goMemLimitBytes) : byPercent;
        return (long) goal + heap.outsideBytes() + (20L << 20);
    }

    Workload withReplicas(int count) {
        return new Workload(
                namespace,
                name,
                schedulerName,
                count,
                requests,
                limitBytes,
                goMemLimitBytes,
                annotatedPlateauBytes,
                metrics,
                heap);
    }

    /** {@code namespace/Deployment/name}. */
    String key() {
        return namespace + "/Deployment/" + name;
    }
}
