package dev.headroom.extender.state;

import dev.headroom.api.PodInfo;
import dev.headroom.api.Resources;
import dev.headroom.predict.GoSample;
import dev.headroom.predict.Sample;
import dev.headroom.predict.Signal;
import dev.headroom.predict.WorkloadHistory;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Something that the writer thread is told. Each event carries the whole new truth about its subject. */
public sealed interface StateEvent {

    /**
     * A node exists and looks like this.
     *
     * @param capacityBytes {@code status.capacity.memory}; 0 for unknown, and then feedback corrects nothing
     */
    record NodeApplied(String name, Resources allocatable, long capacityBytes) implements StateEvent {

        /** A node whose capacity is not known. */
        public NodeApplied(String name, Resources allocatable) {
            this(name, allocatable, 0);
        }
    }

    record NodeDeleted(String name) implements StateEvent {}

    /**
     * A node's memory was measured by its kubelet. Of a node that is not known nothing is kept.
     *
     * @param atMillis epoch milliseconds of the measurement itself, of the oldest of its figures: one that is not newer
     *     than the last is a series that stands still, and changes nothing
     * @param workingSetBytes of the whole node; negative for unknown
     * @param podsWorkingSetBytes Σ over its pods; negative for unknown
     * @param memoryPressureSome share of the time since the measurement before in which some task waited for memory
     *     (PSI), 0 to 1: of the cgroups of its pods, those at their own limit left out, or of the node where that is all
     *     there is; {@link Double#NaN} unknown
     */
    record NodeMeasured(
            String name, long atMillis, long workingSetBytes, long podsWorkingSetBytes, double memoryPressureSome)
            implements StateEvent {}

    /**
     * What was measured of a node before the start, so that its correction need not be learnt anew. To be told after
     * {@link NodeApplied} and before {@link NodeMeasured}: what is older than the last measurement changes nothing.
     *
     * @param measured all of that node, oldest first; of more than 3,000 the newest count
     */
    record NodeHistory(String name, List<NodeMeasured> measured) implements StateEvent {

        private static final int MOST = 3_000;

        public NodeHistory {
            measured = List.copyOf(measured.subList(Math.max(0, measured.size() - MOST), measured.size()));
        }
    }

    /**
     * A pod exists and looks like this; its forecast is not yet known.
     *
     * @param nodeName where it is bound, null while it is not
     * @param finished whether its phase is Succeeded or Failed: it holds no memory any more
     * @param createdAtMillis epoch milliseconds; 0 unknown
     * @param containers those that run as long as the pod does, first the one that a sample without a container's name
     *     is of; empty if they are not known, then what the pod's specification says holds for its only container
     */
    record PodApplied(
            PodInfo pod,
            @Nullable String nodeName,
            boolean finished,
            long createdAtMillis,
            List<PodContainer> containers)
            implements StateEvent {

        public PodApplied {
            containers = List.copyOf(containers);
        }

        /** A pod whose containers are not known. */
        public PodApplied(PodInfo pod, @Nullable String nodeName, boolean finished, long createdAtMillis) {
            this(pod, nodeName, finished, createdAtMillis, List.of());
        }
    }

    record PodDeleted(String uid) implements StateEvent {}

    /**
     * A source measured a container.
     *
     * @param container its name; empty if the source knows only the pod
     */
    record ContainerSampled(String podUid, String container, Sample sample) implements StateEvent {}

    /**
     * What a container peaked at before the start: at most one peak of each 5 minutes, so that a long past is short to
     * tell. To be told oldest first, after {@link PodApplied} and before {@link ContainerSampled}.
     *
     * @param container its name; empty if the source knows only the pod
     * @param peaks oldest first; of more than {@value #MOST} the newest count
     */
    record ContainerRemembered(String podUid, String container, List<Peak> peaks) implements StateEvent {

        /** 8 days. */
        private static final int MOST = 2_304;

        private static final long WINDOW_MILLIS = WorkloadHistory.WINDOW_MILLIS;

        /** @param bytes the highest resident memory of the 5 minutes in which {@code atMillis} lies */
        public record Peak(long atMillis, double bytes) {}

        public ContainerRemembered {
            peaks = List.copyOf(peaks.subList(Math.max(0, peaks.size() - MOST), peaks.size()));
        }

        /** What one sample of the past says; null if that is nothing. */
        public static @Nullable ContainerRemembered of(String podUid, String container, Sample sample) {
            double bytes = sample.get(Signal.RESIDENT, sample.get(Signal.ANON, sample.get(Signal.WORKING_SET)));
            return bytes > 0
                    ? new ContainerRemembered(podUid, container, List.of(new Peak(sample.atMillis(), bytes)))
                    : null;
        }

        /** Both; what lies in the same 5 minutes becomes one peak. */
        ContainerRemembered and(ContainerRemembered later) {
            List<Peak> all = new ArrayList<>(peaks);
            for (Peak peak : later.peaks) {
                Peak last = all.isEmpty() ? null : all.getLast();
                if (last != null && last.atMillis / WINDOW_MILLIS == peak.atMillis / WINDOW_MILLIS) {
                    all.set(all.size() - 1, last.bytes >= peak.bytes ? last : peak);
                } else {
                    all.add(peak);
                }
            }
            return new ContainerRemembered(podUid, container, all);
        }
    }

    /**
     * A scrape that should have measured a container brought nothing.
     *
     * @param container its name; empty if the source knows only the pod
     * @param atMillis epoch milliseconds
     */
    record ScrapeMissed(String podUid, String container, long atMillis) implements StateEvent {}

    /** A pod's one Go process was measured: short for a {@link ContainerSampled} of what {@code sample} says. */
    record Sampled(String podUid, GoSample sample) implements StateEvent {

        ContainerSampled ofContainer() {
            return new ContainerSampled(podUid, "", sample.toSample());
        }
    }

    /**
     * How much telemetry of one origin there should be.
     *
     * @param wanted how many pods ask to be measured
     * @param intervalMillis how often each is, &gt; 0
     */
    record TelemetryExpected(Sample.Origin origin, int wanted, long intervalMillis) implements StateEvent {

        /** Of direct scrapes. */
        public TelemetryExpected(int wanted, long intervalMillis) {
            this(Sample.Origin.SCRAPE, wanted, intervalMillis);
        }
    }

    /** All that existed at start has been told. */
    record Synced() implements StateEvent {}
}
