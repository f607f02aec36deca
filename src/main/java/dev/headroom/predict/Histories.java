package dev.headroom.predict;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The histories of all workloads' containers. One that a living container writes is never forgotten; of the others the
 * {@value #MOST_IDLE} that were used last are kept. Not thread-safe.
 */
final class Histories {

    private static final int MOST_IDLE = 20_000;

    private static final class Held {
        final WorkloadHistory history;
        int holders;

        Held(WorkloadHistory history) {
            this.history = history;
        }
    }

    private final Map<String, Held> held = new HashMap<>();

    /** In the order of their use, so that the one that nobody asked for the longest is forgotten first. */
    private final LinkedHashMap<String, WorkloadHistory> idle = new LinkedHashMap<>(16, 0.75f, true);

    /** For a container that lives from now on, until {@link #release}. */
    WorkloadHistory hold(String workload) {
        Held kept = held.computeIfAbsent(workload, unknown -> {
            WorkloadHistory known = idle.remove(unknown);
            return new Held(known == null ? new WorkloadHistory() : known);
        });
        kept.holders++;
        return kept.history;
    }

    /** Such a container is gone. */
    void release(String workload) {
        Held kept = held.get(workload);
        if (kept != null && --kept.holders == 0) {
            held.remove(workload);
            idle.put(workload, kept.history);
            trim();
        }
    }

    /** One that is written at this moment only. */
    WorkloadHistory orNew(String workload) {
        WorkloadHistory known = find(workload);
        if (known != null) {
            return known;
        }
        WorkloadHistory history = new WorkloadHistory();
        idle.put(workload, history);
        trim();
        return history;
    }

    /** @return null if there is none */
    @Nullable
    WorkloadHistory find(String workload) {
        Held kept = held.get(workload);
        return kept == null ? idle.get(workload) : kept.history;
    }

    private void trim() {
        if (idle.size() > MOST_IDLE) {
            idle.pollFirstEntry();
        }
    }
}
