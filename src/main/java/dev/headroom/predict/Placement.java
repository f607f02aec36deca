package dev.headroom.predict;

/**
 * What placement has to expect of a container: the largest of the forecast for the next 5 minutes, the plateau of its
 * present heap goal, and a high quantile of its workload's peaks of the last days. Immutable.
 *
 * @param meanBytes within the limit
 * @param spreadBytes one standard deviation
 * @param lowBytes 5 % quantile, ≤ mean: what the heap has or will fill up to; the rest was there lately, or may come
 * @param aheadBytes median of the highest of the next 5 minutes, which may be less than the mean
 * @param leastBytes what no correction of the forecast takes away, ≤ mean: what is there now, what the heap will fill up
 *     to, and what the workload usually peaks at
 * @param limitBytes which no correction exceeds; 0 for none
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
        double leastBytes,
        long limitBytes,
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

    /** One of which no more is known than mean and spread: all of it is forecast, and nothing is there yet. */
    public Placement(double meanBytes, double spreadBytes, double confidence, Basis decidedBy, double gcCpuFraction) {
        this(meanBytes, spreadBytes, meanBytes, meanBytes, meanBytes, 0, 0, confidence, decidedBy, gcCpuFraction);
    }

    /** p95 of a normal distribution, in standard deviations. */
    private static final double Z95 = 1.645;

    /** Never surer than this share of the mean: what no metric of the runtime shows. */
    private static final double LEAST_SPREAD_SHARE = 0.03;

    /**
     * @param now what is resident; NaN unknown
     * @param plateau NaN unknown
     * @param usual 0 unknown
     * @param limitBytes 0 for none
     */
    static Placement of(ContainerForecast ahead, double now, double plateau, double usual, long limitBytes) {
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
        double least = Math.max(now > 0 ? now : 0, Math.max(plateau > 0 ? plateau : 0, usual));
        double surest = mean * (1 - Z95 * LEAST_SPREAD_SHARE);
        return new Placement(
                mean,
                Math.min(spread, Math.max(0, (bound - mean) / 2)),
                Math.min(low, surest),
                Math.clamp(ahead.p95Bytes(), mean, Math.max(bound, mean)),
                ahead.p50Bytes(),
                Math.min(least, mean),
                limitBytes,
                ahead.confidence(),
                basis,
                ahead.gcCpuFraction());
    }

    /**
     * With the forecast of the next 5 minutes multiplied. What is there now, what the heap fills up to and what the
     * workload usually peaks at are no such forecasts, and stay: the mean does not fall below them, nor rise above the
     * limit.
     */
    Placement corrected(double factor) {
        double bound = Math.max(limitBytes > 0 ? limitBytes : Double.MAX_VALUE, leastBytes);
        double mean = Math.clamp(aheadBytes * factor, leastBytes, bound);
        return factor == 1 || mean == meanBytes
                ? this
                : new Placement(
                        mean,
                        Math.min(spreadBytes, (bound - mean) / 2),
                        Math.min(lowBytes, mean),
                        Math.max(highBytes, mean),
                        aheadBytes,
                        leastBytes,
                        limitBytes,
                        confidence,
                        decidedBy,
                        gcCpuFraction);
    }
}
