package dev.headroom.api;

/**
 * How much resident memory one pod is going to need: a distribution of its plateau, in bytes. Read-only for plugins.
 *
 * @param meanBytes expected plateau, ≥ 0
 * @param spreadBytes standard deviation of the plateau, ≥ 0
 * @param confidence 0 (a guess) to 1 (measured, fresh, many replicas)
 * @param sampledAtMillis epoch milliseconds of the newest measurement that went in, 0 if there was none
 * @param highBytes the plateau's own 95 % quantile or its goal where that is known apart from mean and spread, which
 *     would make a normal distribution of it; {@code meanBytes} where it is not known
 * @param lowBytes the plateau's own 5 % quantile where that is known apart from mean and spread: far below the mean where a
 *     pod was large lately and is not now, close to it where it can only grow; {@code meanBytes} where it is not known
 * @param correctionBytes what of the mean is a correction of the workload's bias; may be negative
 */
public record MemoryForecast(
        long meanBytes,
        long spreadBytes,
        double confidence,
        long sampledAtMillis,
        ForecastSource source,
        long highBytes,
        long lowBytes,
        long correctionBytes) {

    /** Largest plateau and spread that is taken seriously: 64 TiB. */
    public static final long MAX_BYTES = 1L << 46;

    public static final MemoryForecast UNKNOWN = new MemoryForecast(0, 0, 0, 0, ForecastSource.UNKNOWN);

    /** A normal distribution's 5 % and 95 % quantiles, in standard deviations. */
    private static final double Z95 = 1.645;

    public MemoryForecast {
        requireWithin("meanBytes", meanBytes, 0);
        requireWithin("spreadBytes", spreadBytes, 0);
        requireWithin("highBytes", highBytes, meanBytes);
        if (lowBytes < 0 || lowBytes > meanBytes) {
            throw new IllegalArgumentException("lowBytes is " + lowBytes + ", allowed is 0 to " + meanBytes);
        }
        if (!(confidence >= 0 && confidence <= 1)) {
            throw new IllegalArgumentException("confidence is " + confidence + ", allowed is 0 to 1");
        }
    }

    /** A forecast of which no more is known than mean and spread. */
    public MemoryForecast(
            long meanBytes, long spreadBytes, double confidence, long sampledAtMillis, ForecastSource source) {
        this(meanBytes, spreadBytes, confidence, sampledAtMillis, source, meanBytes, meanBytes, 0);
    }

    /** The same with a quantile of its own; one that is lower than the mean says nothing. */
    public MemoryForecast withHigh(long newHighBytes) {
        return new MemoryForecast(
                meanBytes,
                spreadBytes,
                confidence,
                sampledAtMillis,
                source,
                Math.clamp(newHighBytes, meanBytes, MAX_BYTES),
                lowBytes,
                correctionBytes);
    }

    /** The same with a low quantile of its own; one that is higher than the mean says nothing. */
    public MemoryForecast withLow(long newLowBytes) {
        return new MemoryForecast(
                meanBytes,
                spreadBytes,
                confidence,
                sampledAtMillis,
                source,
                highBytes,
                Math.clamp(newLowBytes, 0, meanBytes),
                correctionBytes);
    }

    /** The same, saying what of its mean is a correction; within ±64 TiB. */
    public MemoryForecast withCorrection(long newCorrectionBytes) {
        return new MemoryForecast(
                meanBytes,
                spreadBytes,
                confidence,
                sampledAtMillis,
                source,
                highBytes,
                lowBytes,
                Math.clamp(newCorrectionBytes, -MAX_BYTES, MAX_BYTES));
    }

    public boolean isKnown() {
        return source != ForecastSource.UNKNOWN;
    }

    /** By how much its own high quantile exceeds its mean; 0 where that is not known. */
    public long excessBytes() {
        return highBytes - meanBytes;
    }

    /**
     * Standard deviation below the mean, in bytes: by its own low quantile where that is known, else as if it were as wide
     * there as above.
     */
    public long lowSpreadBytes() {
        return lowBytes == meanBytes
                ? Math.max(spreadBytes, (long) (excessBytes() / Z95))
                : (long) ((meanBytes - lowBytes) / Z95);
    }

    /** As {@link #varianceKib2}, below the mean. */
    public long lowVarianceKib2() {
        return squareKib2(lowSpreadBytes());
    }

    /**
     * The spread squared, in KiB², so that a sum over a node stays an exact {@code long}: for that a spread beyond
     * 64 GiB counts as 64 GiB here, which leaves room for 2,000 such pods.
     */
    public long varianceKib2() {
        return squareKib2(spreadBytes);
    }

    private static long squareKib2(long bytes) {
        long kib = Math.min(bytes >> 10, 1L << 26);
        return kib * kib;
    }

    private static void requireWithin(String name, long bytes, long least) {
        if (bytes < least || bytes > MAX_BYTES) {
            throw new IllegalArgumentException(name + " is " + bytes + ", allowed is " + least + " to " + MAX_BYTES);
        }
    }
}
