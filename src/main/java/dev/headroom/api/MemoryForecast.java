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
 */
public record MemoryForecast(
        long meanBytes,
        long spreadBytes,
        double confidence,
        long sampledAtMillis,
        ForecastSource source,
        long highBytes) {

    /** Largest plateau and spread that is taken seriously: 64 TiB. */
    public static final long MAX_BYTES = 1L << 46;

    public static final MemoryForecast UNKNOWN = new MemoryForecast(0, 0, 0, 0, ForecastSource.UNKNOWN);

    public MemoryForecast {
        requireWithin("meanBytes", meanBytes, 0);
        requireWithin("spreadBytes", spreadBytes, 0);
        requireWithin("highBytes", highBytes, meanBytes);
        if (!(confidence >= 0 && confidence <= 1)) {
            throw new IllegalArgumentException("confidence is " + confidence + ", allowed is 0 to 1");
        }
    }

    /** A forecast of which no more is known than mean and spread. */
    public MemoryForecast(
            long meanBytes, long spreadBytes, double confidence, long sampledAtMillis, ForecastSource source) {
        this(meanBytes, spreadBytes, confidence, sampledAtMillis, source, meanBytes);
    }

    /** The same with a quantile of its own; one that is lower than the mean says nothing. */
    public MemoryForecast withHigh(long newHighBytes) {
        return new MemoryForecast(
                meanBytes,
                spreadBytes,
                confidence,
                sampledAtMillis,
                source,
                Math.clamp(newHighBytes, meanBytes, MAX_BYTES));
    }

    public boolean isKnown() {
        return source != ForecastSource.UNKNOWN;
    }

    /** By how much its own high quantile exceeds its mean; 0 where that is not known. */
    public long excessBytes() {
        return highBytes - meanBytes;
    }

    /**
     * The spread squared, in KiB², so that a sum over a node stays an exact {@code long}: for that a spread beyond
     * 64 GiB counts as 64 GiB here, which leaves room for 2,000 such pods.
     */
    public long varianceKib2() {
        long kib = Math.min(spreadBytes >> 10, 1L << 26);
        return kib * kib;
    }

    private static void requireWithin(String name, long bytes, long least) {
        if (bytes < least || bytes > MAX_BYTES) {
            throw new IllegalArgumentException(name + " is " + bytes + ", allowed is " + least + " to " + MAX_BYTES);
        }
    }
}
