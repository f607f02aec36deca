package dev.headroom.extender.state;

import dev.headroom.api.CpuForecast;
import dev.headroom.api.ForecastSource;
import dev.headroom.api.MemoryForecast;
import dev.headroom.api.PodInfo;
import dev.headroom.predict.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What the writer knows of a pod that is not finished. Equal only to itself. */
final class PodRecord {

    /** With the forecast of the moment; changed only by {@link NodeRecord} and {@link PodTable}, with all sums. */
    PodInfo info;

    /** As the pod's specification has them; empty if that is not known. */
    List<PodContainer> containers = List.of();

    /** Since when it may have run, epoch milliseconds; 0 if it is younger than its first sample. */
    long runningSinceMillis;

    @Nullable
    NodeRecord node;

    @Nullable
    Workload workload;

    /** Those of which there was a sample; changed only by {@link ContainerTable}. */
    final List<ContainerRecord> measuredContainers = new ArrayList<>(1);

    /** What the samples say; null without any, and once the predictor has forgotten them. */
    @Nullable
    MemoryForecast measured;

    /** What its containers use, as long as {@link #measured} is known. */
    CpuForecast cpu = CpuForecast.UNKNOWN;

    /** Of the newest sample, forgotten or not; 0 if there was none. */
    long sampledAtMillis;

    /** Where that sample came from. */
    Sample.Origin sampledBy = Sample.Origin.SCRAPE;

    /** Whether it was once seen bound. */
    boolean bound;

    /** Position in the table's list. */
    int index;

    PodRecord(PodInfo info) {
        this.info = info;
    }

    /** Whether the event says nothing new. */
    boolean isAs(StateEvent.PodApplied event) {
        String at = node == null ? null : node.name;
        return Objects.equals(at, event.nodeName())
                && event.pod().withForecast(info.forecast()).withCpu(info.cpu()).equals(info)
                && event.containers().equals(containers);
    }

    /**
     * What its measured containers have now, if that is what its forecast rests on. Else 0, so that the pods measured
     * on a node are those whose forecast is a measurement.
     */
    long measuredBytes() {
        if (measured == null || info.forecast().source() != ForecastSource.MEASURED) {
            return 0;
        }
        return presentBytes();
    }

    /** What its measured containers have now, as long as that is fresh enough to expect something of them. */
    long presentBytes() {
        long sum = 0;
        for (ContainerRecord container : measuredContainers) {
            sum += container.placement == null ? 0 : container.presentBytes();
        }
        return sum;
    }

    /** What their models believe is resident, of the same kind as {@link #aheadBytes}; 0 if nothing is known. */
    long levelBytes() {
        double sum = 0;
        for (ContainerRecord container : measuredContainers) {
            sum += container.placement == null || Double.isNaN(container.levelBytes) ? 0 : container.levelBytes;
        }
        return (long) sum;
    }

    /**
     * What is expected of them within 5 minutes, not corrected; 0 if that is not known of all of them that have not ended.
     */
    long aheadBytes() {
        double sum = 0;
        for (ContainerRecord container : measuredContainers) {
            if (container.silent) {
                continue;
            }
            if (container.placement == null) {
                return 0;
            }
            sum += container.placement.aheadBytes();
        }
        return (long) sum;
    }
}
