package dev.headroom.predict;

import dev.headroom.api.MemoryForecast;

/**
 * How a measurement loses its worth.
 *
 * @param freshMillis how long it counts as it is: a few scrape intervals
 * @param halfLifeMillis after that, the time in which confidence halves and the spread grows by 10 % of the mean
 * @param forgetMillis age from which it is not used any more
 */
public record Ageing(long freshMillis, long halfLifeMillis, long forgetMillis) {

    /** For a pod's own measurement, scraped every 5 s: fresh for 30 s, half-life 10 min, forgotten after 1 h. */
    public static final Ageing OWN = new Ageing(30_000, 600_000, 3_600_000);

    /** For what replicas showed, which outlives any of them: fresh for 10 min, half-life 6 h, forgotten after 48 h. */
    public static final Ageing WORKLOAD = new Ageing(600_000, 21_600_000, 172_800_000);

    private static final double SPREAD_PER_HALF_LIFE = 0.10;
    /** p95 of a normal distribution, in standard deviations. */
    private static final double Z95 = 1.645;

    private static final double LARGEST_ADDED_SPREAD = 0.50;

    public Ageing {
        if (freshMillis < 0 || halfLifeMillis <= 0 || forgetMillis < freshMillis) {
            throw new IllegalArgumentException("fresh " + freshMillis + " ms, half-life " + halfLifeMillis
                    + " ms, forget " + forgetMillis + " ms; allowed is 0 ≤ fresh ≤ forget and half-life > 0");
        }
    }

    /** Whether something of that age is still worth using. */
    boolean remembers(long sampledAtMillis, long nowMillis) {
        return nowMillis - sampledAtMillis < forgetMillis;
    }

    /** The forecast as it is worth now; a sample from the future (skewed clocks) counts as fresh. */
    MemoryForecast aged(MemoryForecast forecast, long nowMillis, long limitBytes) {
        double halfLives = Math.max(0.0, nowMillis - forecast.sampledAtMillis() - freshMillis) / halfLifeMillis;
        double added = forecast.meanBytes() * Math.min(LARGEST_ADDED_SPREAD, SPREAD_PER_HALF_LIFE * halfLives);
        MemoryForecast aged = BoundedForecast.of(
                forecast.meanBytes(),
                forecast.spreadBytes() + added,
                forecast.confidence() * Math.pow(2, -halfLives),
                forecast.sampledAtMillis(),
                forecast.source(),
                limitBytes,
                low(forecast, added),
                forecast.highBytes());
        return aged.withCorrection(forecast.correctionBytes());
    }

    /** As much wider downwards: what nobody has looked at for long is sure of nothing. */
    private static double low(MemoryForecast forecast, double added) {
        return forecast.lowBytes() < forecast.meanBytes()
                ? Math.max(0, forecast.lowBytes() - Z95 * added)
                : forecast.lowBytes();
    }
}
