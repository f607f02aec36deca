package dev.headroom.extender.state;

import dev.headroom.api.MemoryForecast;
import dev.headroom.api.PodInfo;
import dev.headroom.predict.GoSample;
import org.jspecify.annotations.Nullable;

/** What the writer knows of a pod that is not finished. Equal only to itself. */
final class PodRecord {

    /** With the forecast of the moment; changed only by {@link NodeRecord} and {@link PodTable}, with all sums. */
    PodInfo info;

    @Nullable
    NodeRecord node;

    @Nullable
    Workload workload;

    @Nullable
    GoSample sample;

    @Nullable
    MemoryForecast measured;

    /** Whether it was once seen bound. */
    boolean bound;

    /** Position in the table's list. */
    int index;

    PodRecord(PodInfo info) {
        this.info = info;
    }

    long residentBytes() {
        return sample == null ? 0 : sample.residentBytes();
    }
}
