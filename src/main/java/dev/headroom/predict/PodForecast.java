package dev.headroom.predict;

import dev.headroom.api.ForecastSource;
import dev.headroom.api.MemoryForecast;

/**
 * Adds up what placement has to expect of the measured containers of one pod: means and variances add, the least sure
 * container decides the confidence. Not thread-safe; for one sum.
 */
public final class PodForecast {

    private double mean;
    private double variance;
    private double confidence = 1;
    private boolean known;

    /** Another container of the pod. */
    public PodForecast add(Placement container) {
        known = true;
        mean += container.meanBytes();
        variance += container.spreadBytes() * container.spreadBytes();
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
                        mean, Math.sqrt(variance), confidence, sampledAtMillis, ForecastSource.MEASURED, limitBytes)
                : MemoryForecast.UNKNOWN;
    }
}
