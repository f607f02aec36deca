package dev.headroom.extender.forecast;

import dev.headroom.predict.ContainerForecast;

/**
 * A forecast of one container for one horizon.
 *
 * @param atMillis epoch milliseconds of the instant from whose knowledge it was made
 */
public record ForecastLine(Subject subject, long atMillis, ContainerForecast forecast) {

    /** Whether anything was known to forecast from. */
    public boolean isKnown() {
        return forecast.confidence() > 0 || forecast.p50Bytes() > 0;
    }
}
