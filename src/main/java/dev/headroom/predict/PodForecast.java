package dev.headroom.predict;

import dev.headroom.api.CpuForecast;
import dev.headroom.api.ForecastSource;
import dev.headroom.api.MemoryForecast;

/**
 * Adds up what placement has to expect of the measured containers of one pod: means, variances and what is sure add, the
 * container that may exceed its mean by most makes the high quantile, the least sure one decides the confidence. Not thread-safe; for one sum.
 */
public final class PodForecast {

    private final double factor;
    private double mean;
    private double correction;
    private double variance;
    private double low;
    private double excess;
    private double confidence = 1;
    private boolean known;
    private double milliCpu;
    private double gcMilliCpu;

    /** Of forecasts as they are. */
    public PodForecast() {
        this(1);
    }

    /** @param factor {@link BiasCorrection#factor} of the pod's workload */
    public PodForecast(double factor) {
        this.factor = factor;
    }

    /** @param usedMilliCpu what another container of the pod uses, thousandths of a CPU; NaN unknown */
    public PodForecast add(Placement uncorrected, double usedMilliCpu) {
        Placement container = uncorrected.corrected(factor);
        known = true;
        correction += container.meanBytes() - uncorrected.meanBytes();
        milliCpu += usedMilliCpu;
        double gc = container.gcCpuFraction();
        gcMilliCpu += Double.isNaN(gc) ? 0 : gc * usedMilliCpu;
        mean += container.meanBytes();
        variance += container.spreadBytes() * container.spreadBytes();
        low += container.lowBytes();
        excess = Math.max(excess, container.highBytes() - container.meanBytes());
        confidence = Math.min(confidence, container.confidence());
        return this;
    }

    /**
     * The pod's measured forecast, within its limit; {@link MemoryForecast#UNKNOWN} without any container.
     *
     * @param sampledAtMillis epoch milliseconds of the newest sample of any of the containers
     * @param limitBytes of the pod; 0 for none
     */
    public MemoryForecast measured(long sampledAtMillis, long limitBytes) {
        return known
                ? BoundedForecast.of(
                                mean,
                                Math.sqrt(variance),
                                confidence,
                                sampledAtMillis,
                                ForecastSource.MEASURED,
                                limitBytes,
                                low,
                                mean + excess)
                        .withCorrection(Math.round(correction))
                : MemoryForecast.UNKNOWN;
    }

    /** What the containers use, split by what their collectors will take; unknown unless it is known of all of them. */
    public CpuForecast cpu() {
        if (!known || Double.isNaN(milliCpu)) {
            return CpuForecast.UNKNOWN;
        }
        double all = Math.min(milliCpu, CpuForecast.MAX_MILLI);
        double gc = Math.clamp(gcMilliCpu, 0, all);
        return CpuForecast.of(Math.round(all - gc), Math.round(gc));
    }
}
