package dev.headroom.extender.state;

import dev.headroom.api.MemoryForecast;
import dev.headroom.predict.Fleet;
import dev.headroom.predict.WorkloadProfile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the writer knows of a workload: its replicas, and what they, or those before them, showed. */
final class Workload {

    private static final Comparator<MemoryForecast> ORDER = Comparator.comparingLong(MemoryForecast::meanBytes)
            .thenComparingLong(MemoryForecast::spreadBytes)
            .thenComparingLong(MemoryForecast::sampledAtMillis);

    private static final int MOST_CONTAINERS = 32;

    /** Of the peaks of 5 minutes: as for the replicas themselves. */
    private static final double USUAL = 0.90;

    final String key;

    /** The keys of its containers' histories in the models' fleet. */
    private List<String> histories = new ArrayList<>(1);

    private boolean told;
    private @Nullable BiasWatch bias;
    final Set<PodRecord> replicas = new LinkedHashSet<>();
    WorkloadProfile profile = WorkloadProfile.EMPTY;
    boolean dirty;

    /** Whether the profile changed since replicas that live by it were told. */
    boolean untold;

    Workload(String key) {
        this.key = key;
    }

    /** A new replica has these containers; what others had, those of another version, counts no more. */
    void has(List<PodContainer> containers) {
        if (!containers.isEmpty()) {
            told = true;
            histories = containers.stream()
                    .limit(MOST_CONTAINERS)
                    .map(container -> historyOf(container.name()))
                    .toList();
        }
    }

    /** The key of a measured container's history. */
    String history(String container) {
        String history = historyOf(container);
        if (!told && histories.size() < MOST_CONTAINERS && !histories.contains(history)) {
            histories.add(history);
        }
        return history;
    }

    private String historyOf(String container) {
        return key + "/" + container;
    }

    /** A replica was measured: what was expected of it is compared with what came. @param largest as a share; 0: never */
    void compare(PodRecord pod, long atMillis, double largest) {
        if (largest > 0) {
            BiasWatch watch = bias == null ? new BiasWatch(largest) : bias;
            watch.see(pod, atMillis);
            bias = watch;
        }
    }

    /** What forecasts of its replicas are multiplied with. */
    double biasFactor() {
        return bias == null ? 1 : bias.factor();
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
     *
     * @param fleet knows what gone replicas showed, too
     */
    void refresh(Fleet fleet) {
        List<MemoryForecast> measured = new ArrayList<>();
        for (PodRecord replica : replicas) {
            if (replica.measured != null) {
                measured.add(replica.measured);
            }
        }
        WorkloadProfile before = profile;
        if (!measured.isEmpty()) {
            // Sorted, so that rounding, and with it a seeded run, does not depend on who came first.
            measured.sort(ORDER);
            profile = WorkloadProfile.of(measured);
        }
        if (profile.replicas() > 0) {
            profile = profile.withUsualPeak(usualPeakBytes(fleet));
        }
        untold |= !profile.equals(before);
    }

    private long usualPeakBytes(Fleet fleet) {
        double sum = 0;
        for (String history : histories) {
            sum += fleet.usualPeakBytes(history, USUAL);
        }
        return (long) sum;
    }
}
