package dev.headroom.extender.demo;

import dev.headroom.predict.Sample;
import dev.headroom.predict.Signal;

/**
 * The memory cgroup of a simulated container: what its kubelet would show of it. Page cache comes with time and goes
 * first; above {@code memory.high}, which is set as the kubelet's MemoryQoS does, tasks wait the more, the nearer the
 * limit is. Used by one thread.
 */
final class SimulatedCgroup {

    /** The kubelet's default {@code memoryThrottlingFactor}. */
    private static final double THROTTLING = 0.9;

    private static final long PAGE = 4096;
    private static final double MOST_CACHE_BYTES = 48 << 20;
    private static final double CACHE_BYTES_PER_SECOND = 512 << 10;

    /** Where some tasks wait all the time, all of them wait half of it. */
    private static final double ALL_OF_SOME = 0.5;

    private final long limitBytes;
    private final long highBytes;
    private double cacheBytes;
    private double someSeconds;
    private double fullSeconds;

    SimulatedCgroup(Workload workload) {
        limitBytes = workload.limitBytes();
        long request = workload.requests().memoryBytes();
        long high = (long) (request + THROTTLING * Math.max(0, limitBytes - request));
        highBytes = limitBytes == 0 ? 0 : high / PAGE * PAGE;
    }

    /** @param residentBytes of its only process */
    void step(long residentBytes, double seconds) {
        cacheBytes = Math.min(MOST_CACHE_BYTES, cacheBytes + CACHE_BYTES_PER_SECOND * seconds);
        if (limitBytes > 0) {
            cacheBytes = Math.min(cacheBytes, Math.max(0, limitBytes - residentBytes));
        }
        if (highBytes > 0 && highBytes < limitBytes && residentBytes > highBytes) {
            double waiting = Math.min(1, (double) (residentBytes - highBytes) / (limitBytes - highBytes));
            someSeconds += waiting * seconds;
            fullSeconds += waiting * waiting * ALL_OF_SOME * seconds;
        }
    }

    /** What the kubelet says of it now. */
    Sample sample(long atMillis, long residentBytes) {
        return Sample.at(atMillis, Sample.Origin.KUBELET)
                .put(Signal.USAGE, residentBytes + cacheBytes)
                .put(Signal.WORKING_SET, residentBytes)
                .put(Signal.CGROUP_MAX, limitBytes)
                .put(Signal.CGROUP_HIGH, highBytes)
                .put(Signal.CGROUP_LOW, 0)
                .put(Signal.PRESSURE_SOME_SECONDS, someSeconds)
                .put(Signal.PRESSURE_FULL_SECONDS, fullSeconds)
                .build();
    }
}
