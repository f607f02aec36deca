package dev.headroom.predict;

/**
 * What placement has to expect of a container: the largest of the forecast for the next 5 minutes, the plateau of its
 * present heap goal, and a high quantile of its workload's peaks of the last days. Immutable.
 *
 * @param meanBytes within the limit
 * @param spreadBytes one standard deviation
 * @param lowBytes 5 % quantile, ≤ mean: what the heap has or will fill up to; the rest was there lately, or may come
 * @param aheadBytes median of the highest of the next 5 minutes, which may be less than the mean
 * @param highBytes 95 % quantile, ≥ mean, within the limit
 * @param confidence 0 to 1
 * @param decidedBy which of the three is the largest
 * @param gcCpuFraction share of its CPU that the collector will take, 0 to 1; {@link Double#NaN} unknown
 */
public record Placement(
        double meanBytes,
        double spreadBytes,
        double lowBytes,
        double highBytes,
        double aheadBytes,
        double confidence,
        Basis decidedBy,
        double gcCpuFraction) {

    /** What a placement rests on. */
    public enum Basis {
        /** The forecast for the next 5 minutes. */
        FORECAST,
        /** The heap will fill up to its goal. */
        PLATEAU,
        /** The workload was that large lately. */
        HISTORY
    }

    /** One of which no more is known than mean and spread. */
    public Placement(double meanBytes, double spreadBytes, double confidence, Basis decidedBy, double gcCpuFraction) {
        this(meanBytes, spreadBytes, meanBytes, meanBytes, meanBytes, confidence, decidedBy, gcCpuFraction);
    }

    /** p95 of a normal distribution, in standard deviations. */
    private static final double Z95 = 1.645;

    /** Never surer than this share of the mean: what no metric of the runtime shows. */
    private static final double LEAST_SPREAD_SHARE = 0.03;

    /** @param limitBytes 0 for none */
    static Placement of(ContainerForecast ahead, double plateau, double usual, long limitBytes) {
        Basis basis = Basis.FORECAST;
        double mean = ahead.p50Bytes();
        if (plateau > mean) {
            mean = plateau;
            basis = Basis.PLATEAU;
        }
        if (usual > mean) {
            mean = usual;
            basis = Basis.HISTORY;
        }
        double bound = limitBytes > 0 ? limitBytes : Double.MAX_VALUE;
        mean = Math.min(mean, bound);
        double spread = Math.max((ahead.p95Bytes() - mean) / Z95, mean * LEAST_SPREAD_SHARE);
        double low = plateau > ahead.p5Bytes() ? plateau : ahead.p5Bytes();
        double surest = mean * (1 - Z95 * LEAST_SPREAD_SHARE);
        return new Placement(
                mean,
                Math.min(spread, Math.max(0, (bound - mean) / 2)),
                Math.min(low, surest),
                Math.clamp(ahead.p95Bytes(), mean, Math.max(bound, mean)),
                ahead.p50Bytes(),
                ahead.confidence(),
                basis,
                ahead.gcCpuFraction());
    }

    /**
     * With the forecast of the next 5 minutes multiplied. What the heap fills up to and what the workload usually peaks at are
     * no such forecasts, and stay.
     */
    Placement corrected(double factor) {
        double least = decidedBy == Basis.FORECAST ? lowBytes : meanBytes;
        double mean = Math.max(least, aheadBytes * factor);
        return factor == 1 || mean == meanBytes
                ? this
                : new Placement(
                        mean,
                        spreadBytes,
                        Math.min(lowBytes, mean),
                        Math.max(highBytes, mean),
                        aheadBytes,
                        confidence,
                        decidedBy,
                        gcCpuFraction);
    }
}
