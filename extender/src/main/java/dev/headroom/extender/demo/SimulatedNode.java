package dev.headroom.extender.demo;

import dev.headroom.api.Resources;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A node of the simulation: what kube-scheduler's cache would know of it, and the processes that really run there.
 * Used by one thread.
 */
final class SimulatedNode {

    /** Kernel and daemons have this share of allocatable beside it; pods that take it too bring on a kill. */
    private static final double CAPACITY_OVER_ALLOCATABLE = 1.04;

    private final String name;
    private final Resources allocatable;
    private final Map<String, RunningPod> running = new LinkedHashMap<>();
    private Resources requested = Resources.NONE;

    SimulatedNode(String name, Resources allocatable) {
        this.name = name;
        this.allocatable = allocatable;
    }

    String name() {
        return name;
    }

    Resources allocatable() {
        return allocatable;
    }

    /** Where the kernel ends a process of the node, in bytes. */
    long capacityBytes() {
        return (long) (allocatable.memoryBytes() * CAPACITY_OVER_ALLOCATABLE);
    }

    Resources requested() {
        return requested;
    }

    /** In the order in which they were bound. */
    Map<String, RunningPod> running() {
        return running;
    }

    void bind(SimulatedPod pod) {
        running.put(pod.uid(), new RunningPod(pod));
        requested = requested.plus(pod.info().requests());
    }

    void remove(SimulatedPod pod) {
        if (running.remove(pod.uid()) != null) {
            requested = requested.minus(pod.info().requests());
        }
    }

    /** True resident memory of all that runs here, in bytes. */
    long residentBytes() {
        long sum = 0;
        for (RunningPod pod : running.values()) {
            sum += pod.residentBytes();
        }
        return sum;
    }
}
