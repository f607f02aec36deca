package dev.headroom.extender.demo;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Pods that wait for a place, in the order in which they came; after a failed attempt each backs off as in
 * kube-scheduler, 1 s doubled up to 10 s. Used by one thread.
 */
final class SchedulingQueue {

    private static final long FIRST_BACKOFF_MILLIS = 1_000;
    private static final long LONGEST_BACKOFF_MILLIS = 10_000;

    private record Waiting(SimulatedPod pod, long notBeforeMillis, long backoffMillis) {}

    private final Map<String, Waiting> waiting = new LinkedHashMap<>();

    void add(SimulatedPod pod) {
        waiting.put(pod.uid(), new Waiting(pod, Long.MIN_VALUE, FIRST_BACKOFF_MILLIS));
    }

    void remove(SimulatedPod pod) {
        waiting.remove(pod.uid());
    }

    void backOff(SimulatedPod pod, long nowMillis) {
        waiting.computeIfPresent(
                pod.uid(),
                (uid, before) -> new Waiting(
                        pod,
                        nowMillis + before.backoffMillis(),
                        Math.min(2 * before.backoffMillis(), LONGEST_BACKOFF_MILLIS)));
    }

    /** Whose turn it is now. */
    List<SimulatedPod> due(long nowMillis) {
        List<SimulatedPod> due = new ArrayList<>();
        for (Waiting one : waiting.values()) {
            if (one.notBeforeMillis() <= nowMillis) {
                due.add(one.pod());
            }
        }
        return due;
    }

    int size() {
        return waiting.size();
    }
}
