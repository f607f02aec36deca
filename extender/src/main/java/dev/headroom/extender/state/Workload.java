package dev.headroom.extender.state;

import dev.headroom.api.MemoryForecast;
import dev.headroom.predict.WorkloadProfile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What the writer knows of a workload: its replicas, and what they, or those before them, showed. */
final class Workload {

    private static final Comparator<MemoryForecast> ORDER = Comparator.comparingLong(MemoryForecast::meanBytes)
            .thenComparingLong(MemoryForecast::spreadBytes)
            .thenComparingLong(MemoryForecast::sampledAtMillis);

    final String key;
    final Set<PodRecord> replicas = new LinkedHashSet<>();
    WorkloadProfile profile = WorkloadProfile.EMPTY;
    boolean dirty;

    /** Whether the profile changed since replicas that live by it were told. */
    boolean untold;

    Workload(String key) {
        this.key = key;
    }

    /** Whether another replica was measured. */
    boolean isMeasuredWithout(PodRecord pod) {
        for (PodRecord replica : replicas) {
            if (replica != pod && replica.measured != null) {
                return true;
            }
        }
        return false;
    }

    /**
     * Looks at the replicas anew; without a measured one the last profile stays, so that a rollout forgets nothing.
     */
    void refresh() {
        List<MemoryForecast> measured = new ArrayList<>();
        for (PodRecord replica : replicas) {
            if (replica.measured != null) {
                measured.add(replica.measured);
            }
        }
        if (measured.isEmpty()) {
            return;
        }
        // Sorted, so that rounding, and with it a seeded run, does not depend on who came first.
        measured.sort(ORDER);
        WorkloadProfile before = profile;
        profile = WorkloadProfile.of(measured);
        untold |= !profile.equals(before);
    }
}
