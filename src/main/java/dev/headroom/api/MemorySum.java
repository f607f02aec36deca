package dev.headroom.api;

/**
 * The forecasts of several pods, added up. All parts are exact integers, so adding a pod and removing it again gives
 * the same sum to the last bit, however often.
 *
 * @param meanBytes Σ mean
 * @param spreadBytes Σ standard deviation: the spread if all pods moved together
 * @param varianceKib2 Σ variance, in KiB²: its root is the spread if no pod moved with another
 * @param known pods whose forecast is known
 * @param unknown pods of which nothing is known; they add nothing to the other parts
 */
public record MemorySum(long meanBytes, long spreadBytes, long varianceKib2, int known, int unknown) {

    public static final MemorySum EMPTY = new MemorySum(0, 0, 0, 0, 0);

    public MemorySum plus(MemoryForecast pod) {
        return pod.isKnown()
                ? new MemorySum(
                        meanBytes + pod.meanBytes(),
                        spreadBytes + pod.spreadBytes(),
                        varianceKib2 + pod.varianceKib2(),
                        known + 1,
                        unknown)
                : new MemorySum(meanBytes, spreadBytes, varianceKib2, known, unknown + 1);
    }

    public MemorySum minus(MemoryForecast pod) {
        return pod.isKnown()
                ? new MemorySum(
                        meanBytes - pod.meanBytes(),
                        spreadBytes - pod.spreadBytes(),
                        varianceKib2 - pod.varianceKib2(),
                        known - 1,
                        unknown)
                : new MemorySum(meanBytes, spreadBytes, varianceKib2, known, unknown - 1);
    }

    public MemorySum plus(MemorySum other) {
        return other == EMPTY
                ? this
                : new MemorySum(
                        meanBytes + other.meanBytes,
                        spreadBytes + other.spreadBytes,
                        varianceKib2 + other.varianceKib2,
                        known + other.known,
                        unknown + other.unknown);
    }

    public MemorySum minus(MemorySum other) {
        return other == EMPTY
                ? this
                : new MemorySum(
                        meanBytes - other.meanBytes,
                        spreadBytes - other.spreadBytes,
                        varianceKib2 - other.varianceKib2,
                        known - other.known,
                        unknown - other.unknown);
    }

    /**
     * Standard deviation of the sum when every two pods are correlated by ρ, in bytes: Var(Σ) = (1−ρ)·Σσ² + ρ·(Σσ)².
     *
     * @param correlation ρ, 0 to 1
     */
    public double deviationBytes(double correlation) {
        double independent = varianceKib2 * (1024.0 * 1024.0);
        double together = (double) spreadBytes * spreadBytes;
        return Math.sqrt((1 - correlation) * independent + correlation * together);
    }

    /**
     * What the sum stays below with the probability that belongs to {@code z}, in bytes, under a normal approximation.
     *
     * @param z standard normal quantile, for example 1.645 for p95
     * @param correlation ρ, 0 to 1
     */
    public double quantileBytes(double z, double correlation) {
        return meanBytes + z * deviationBytes(correlation);
    }
}
