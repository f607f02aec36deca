package dev.headroom.extender.timeline;

/**
 * How good the forecasts of a container were so far. Only those count whose horizon is over, and that were not made
 * while it warmed up.
 *
 * @param forecasts how many count
 * @param error mean of |p50 − truth| / truth, truth being the highest resident memory within the horizon; {@link
 *     Double#NaN} if none counts
 * @param coverage share of them whose p95 was not exceeded, 0.95 is right; NaN if none counts
 */
public record Score(int forecasts, double error, double coverage) {

    static Score of(int forecasts, double errors, int covered) {
        return new Score(forecasts, errors / forecasts, (double) covered / forecasts);
    }

    /** Of both together. */
    public Score and(Score other) {
        if (other.forecasts == 0) {
            return this;
        }
        if (forecasts == 0) {
            return other;
        }
        int both = forecasts + other.forecasts;
        return new Score(
                both,
                (error * forecasts + other.error * other.forecasts) / both,
                (coverage * forecasts + other.coverage * other.forecasts) / both);
    }
}
