package dev.headroom.predict;

import dev.headroom.api.ForecastSource;
import dev.headroom.api.MemoryForecast;

/** Makes forecasts that respect the container's limit. */
final class BoundedForecast {

    private BoundedForecast() {}

    /** The same with quantiles of its own, where they are known. */
    static MemoryForecast of(
            double mean,
            double spread,
            double confidence,
            long sampledAtMillis,
            ForecastSource source,
            long limitBytes,
            double low,
            double high) {
        long most = limitBytes > 0 ? limitBytes : MemoryForecast.MAX_BYTES;
        return of(mean, spread, confidence, sampledAtMillis, source, limitBytes)
                .withLow((long) low)
                .withHigh((long) Math.min(high, most));
    }

    /**
     * A forecast within the limit. The spread is cut too, so that mean + 2 · spread stays within: the kernel ends the
     * container there, so no placement has to expect more.
     *
     * @param limitBytes 0 for none
     */
    static MemoryForecast of(
            double mean,
            double spread,
            double confidence,
            long sampledAtMillis,
            ForecastSource source,
            long limitBytes) {
        double bound = limitBytes > 0 ? Math.min(limitBytes, MemoryForecast.MAX_BYTES) : MemoryForecast.MAX_BYTES;
        double within = Math.clamp(mean, 0, bound);
        double cut = Math.clamp(spread, 0, limitBytes > 0 ? (bound - within) / 2 : bound);
        return new MemoryForecast((long) within, (long) cut, Math.clamp(confidence, 0.0, 1.0), sampledAtMillis, source);
    }
}
