package dev.headroom.predict;

import dev.headroom.api.ForecastSource;
import dev.headroom.api.MemoryForecast;
import java.util.Arrays;
import java.util.Collection;

/**
 * What the replicas of one workload show a new one. Immutable.
 *
 * <p>What a container says about itself is a claim: every replica's value is held within ±5 % · replicas of their
 * median (at most ±100 %), so one of several alike replicas moves the mean by no more than 10 %.
 *
 * @param replicas how many measured forecasts went in, ≥ 0
 * @param meanBytes of their plateaus
 * @param spreadBytes standard deviation of a replica's plateau: between the replicas, and of each by itself
 * @param sampledAtMillis epoch milliseconds of the newest measurement, 0 if there is none
 * @param usualPeakBytes a high quantile of what a replica's memory peaked at in the last days; 0 unknown
 * @param correctionBytes what of {@code meanBytes} is a correction of the workload's bias
 * @param lowBytes mean of the replicas' own 5 % quantiles, ≤ {@code meanBytes}
 */
public record WorkloadProfile(
        int replicas,
        long meanBytes,
        long spreadBytes,
        long sampledAtMillis,
        long usualPeakBytes,
        long correctionBytes,
        long lowBytes) {

    /** Of replicas whose forecasts were not corrected. */
    public WorkloadProfile(int replicas, long meanBytes, long spreadBytes, long sampledAtMillis, long usualPeakBytes) {
        this(replicas, meanBytes, spreadBytes, sampledAtMillis, usualPeakBytes, 0, meanBytes);
    }

    public static final WorkloadProfile EMPTY = new WorkloadProfile(0, 0, 0, 0, 0);

    /** p95 of a normal distribution, in standard deviations. */
    private static final double Z95 = 1.645;

    /** Never surer than this share of the mean: what no metric of the runtime shows. */
    private static final double LEAST_SPREAD_SHARE = 0.03;

    private static final double TRUST_PER_REPLICA = 0.05;

    /** Only forecasts with source {@link ForecastSource#MEASURED} count; order does not matter. */
    public static WorkloadProfile of(Collection<MemoryForecast> forecasts) {
        MemoryForecast[] measured = forecasts.stream()
                .filter(f -> f.source() == ForecastSource.MEASURED)
                .toArray(MemoryForecast[]::new);
        if (measured.length == 0) {
            return EMPTY;
        }
        double medianMean = median(measured, false);
        double medianSpread = median(measured, true);
        double within = Math.min(1, TRUST_PER_REPLICA * measured.length);
        double sum = 0;
        double own = 0;
        double low = 0;
        double correction = 0;
        long newest = 0;
        for (MemoryForecast replica : measured) {
            sum += trusted(replica.meanBytes(), medianMean, within);
            double spread = trusted(replica.spreadBytes(), medianSpread, within);
            own += spread * spread;
            low += Math.min(replica.lowBytes(), trusted(replica.meanBytes(), medianMean, within)) / measured.length;
            correction += (double) replica.correctionBytes() / measured.length;
            newest = Math.max(newest, replica.sampledAtMillis());
        }
        double mean = sum / measured.length;
        double between = 0;
        for (MemoryForecast replica : measured) {
            double off = trusted(replica.meanBytes(), medianMean, within) - mean;
            between += off * off;
        }
        double variance = (own + between) / measured.length;
        return new WorkloadProfile(
                measured.length, (long) mean, (long) Math.sqrt(variance), newest, 0, (long) correction, (long) low);
    }

    /** The same replicas, with what is known of the days before. */
    public WorkloadProfile withUsualPeak(long bytes) {
        return new WorkloadProfile(replicas, meanBytes, spreadBytes, sampledAtMillis, bytes, correctionBytes, lowBytes);
    }

    /**
     * What to expect of one more replica: the spread is widened by √(1 + 1/n) because n replicas know the mean only so
     * well; confidence 0.5 for one replica, towards 0.8 for many. Where replicas were larger lately, their usual peak
     * counts, as it does for the replicas themselves: one that is placed at night lives at noon.
     */
    public MemoryForecast forNewReplica() {
        if (replicas == 0) {
            return MemoryForecast.UNKNOWN;
        }
        double spread = spreadBytes * Math.sqrt(1 + 1.0 / replicas);
        double confidence = 0.8 - 0.3 / replicas;
        double mean = meanBytes;
        double low = Math.min(lowBytes, mean);
        long correction = correctionBytes;
        if (usualPeakBytes > mean) {
            low = Math.min(low, mean - Z95 * spread);
            spread = Math.max((mean + Z95 * spread - usualPeakBytes) / Z95, usualPeakBytes * LEAST_SPREAD_SHARE);
            mean = usualPeakBytes;
            correction = 0;
        }
        return BoundedForecast.of(mean, spread, confidence, sampledAtMillis, ForecastSource.REPLICAS, 0, low, mean)
                .withCorrection(correction);
    }

    private static double trusted(double value, double median, double within) {
        return Math.clamp(value, median * (1 - within), median * (1 + within));
    }

    private static double median(MemoryForecast[] forecasts, boolean ofSpread) {
        long[] sorted = new long[forecasts.length];
        for (int i = 0; i < sorted.length; i++) {
            sorted[i] = ofSpread ? forecasts[i].spreadBytes() : forecasts[i].meanBytes();
        }
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2.0;
    }
}
