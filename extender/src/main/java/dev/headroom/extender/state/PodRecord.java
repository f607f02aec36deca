package dev.headroom.extender.state;

import dev.headroom.api.ForecastSource;
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

    /** The last one; null once the predictor has forgotten it. */
    @Nullable
    GoSample sample;

    /** What {@link #sample} says; null without it. */
    @Nullable
    MemoryForecast measured;

    /** Of the last sample, forgotten or not; 0 if there was none. */
    long sampledAtMillis;

    /** Whether it was once seen bound. */
    boolean bound;

    /** Position in the table's list. */
    int index;

    PodRecord(PodInfo info) {
        this.info = info;
    }

    /**
     * What it has now, if that is what its forecast rests on: resident, or what its runtime holds where the former is
     * not exported. Else 0, so that the pods measured on a node are those whose forecast is a measurement.
     */
    long measuredBytes() {
        if (sample == null || info.forecast().source() != ForecastSource.MEASURED) {
            return 0;
        }
        return sample.residentBytes() > 0 ? sample.residentBytes() : sample.heldBytes();
    }
}
