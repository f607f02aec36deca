package dev.headroom.extender.state;

import dev.headroom.predict.Fleet;
import dev.headroom.predict.WorkloadProfile;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * All workloads. Those without a replica are remembered, so that a rollout or a scale from zero starts with what is
 * known; beyond the bound the one that has been without a replica for longest is forgotten. The writer's.
 */
final class WorkloadBook {

    private final int most;
    private final double largestBias;
    private final Fleet fleet;
    private final Map<String, Workload> all = new HashMap<>();
    private final LinkedHashMap<String, Workload> idle = new LinkedHashMap<>();
    private final ArrayDeque<Workload> dirty = new ArrayDeque<>();
    private boolean changed;
    private Map<String, WorkloadProfile> published = Map.of();

    /**
     * @param fleet the models of the replicas' containers
     * @param largestBias the furthest that a workload's forecasts are corrected, as a share
     */
    WorkloadBook(int most, Fleet fleet, double largestBias) {
        this.most = most;
        this.largestBias = largestBias;
        this.fleet = fleet;
    }

    /** @return null for a pod without a controller */
    @Nullable
    Workload join(PodRecord pod) {
        String key = pod.info.workload();
        if (key.isEmpty()) {
            return null;
        }
        Workload workload = all.computeIfAbsent(key, Workload::new);
        idle.remove(key);
        workload.replicas.add(pod);
        workload.has(pod.containers);
        trim();
        return workload;
    }

    void leave(PodRecord pod, Workload workload) {
        // Once more with the last replica that was measured, so that what it showed is not forgotten with it. Not with
        // every one: a refresh looks at all replicas, and large workloads lose some all the time.
        if (workload.dirty && pod.measured != null && !workload.isMeasuredWithout(pod)) {
            workload.refresh(fleet);
        }
        workload.replicas.remove(pod);
        if (pod.measured != null) {
            touch(workload);
        }
        if (workload.replicas.isEmpty()) {
            if (workload.profile.replicas() == 0) {
                all.remove(workload.key);
            } else {
                idle.put(workload.key, workload);
                trim();
            }
        }
    }

    /** A replica was measured, and its containers' expectations were made anew. */
    void compare(PodRecord pod, long atMillis) {
        Workload workload = pod.workload;
        if (workload != null) {
            workload.compare(pod, atMillis, largestBias);
        }
    }

    /** A replica of it was measured. */
    void touch(Workload workload) {
        if (!workload.dirty) {
            workload.dirty = true;
            dirty.add(workload);
        }
    }

    /** Brings the profiles up to date. @param unmeasured is handed the replicas that live by a changed profile */
    void settle(Consumer<PodRecord> unmeasured) {
        for (Workload workload = dirty.poll(); workload != null; workload = dirty.poll()) {
            workload.dirty = false;
            workload.refresh(fleet);
            if (workload.untold) {
                workload.untold = false;
                changed = true;
                for (PodRecord replica : workload.replicas) {
                    unmeasured.accept(replica);
                }
            }
        }
    }

    /** Whether {@link #settle} has something to do. */
    boolean isDirty() {
        return !dirty.isEmpty() || changed;
    }

    /** The profiles, immutable; the same map until one changes. */
    Map<String, WorkloadProfile> publish() {
        if (changed) {
            Map<String, WorkloadProfile> copy = HashMap.newHashMap(all.size());
            for (Workload workload : all.values()) {
                if (workload.profile.replicas() > 0) {
                    copy.put(workload.key, workload.profile);
                }
            }
            published = Collections.unmodifiableMap(copy);
            changed = false;
        }
        return published;
    }

    Map<String, WorkloadProfile> lastPublished() {
        return published;
    }

    private void trim() {
        while (all.size() > most && !idle.isEmpty()) {
            Workload oldest = idle.pollFirstEntry().getValue();
            all.remove(oldest.key);
            changed |= oldest.profile.replicas() > 0;
        }
    }
}
