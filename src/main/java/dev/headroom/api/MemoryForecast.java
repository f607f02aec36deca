package dev.headroom.api;

/**
 * How much resident memory one pod is going to need: a distribution of its plateau, in bytes. Read-only for plugins.
 *
 * @param meanBytes expected plateau, ≥ 0
 * @param spreadBytes standard deviation of the plateau, ≥ 0
 * @param confidence 0 (a guess) to 1 (measured, fresh, many replicas)
 * @param sampledAtMillis epoch milliseconds of the newest measurement that went in, 0 if there was none
 */
public record MemoryForecast(
        long meanBytes, long spreadBytes, double confidence, long sampledAtMillis, ForecastSource source) {

    /** Largest plateau and spread that is taken seriously: 64 TiB. */
    public static final long MAX_BYTES = 1L << 46;

    public static final MemoryForecast UNKNOWN = new MemoryForecast(0, 0, 0, 0, ForecastSource.UNKNOWN);

    public MemoryForecast {
        requireWithin("meanBytes", meanBytes);
        requireWithin("spreadBytes", spreadBytes);
        if (!(confidence >= 0 && confidence <= 1)) {
            throw new IllegalArgumentException("confidence is " + confidence + ", allowed is 0 to 1");
        }
    }

    public boolean isKnown() {
        return source != ForecastSource.UNKNOWN;
    }

    /**
     * The spread squared, in KiB², so that a sum over a node stays an exact {@code long}: for that a spread beyond
     * 64 GiB counts as 64 GiB here, which leaves room for 2,000 such pods.
     */
    public long varianceKib2() {
        long kib = Math.min(spreadBytes >> 10, 1L << 26);
        return kib * kib;
    }

    private static void requireWithin(String name, long bytes) {
        if (bytes < 0 || bytes > MAX_BYTES) {
            throw new IllegalArgumentException(name + " is " + bytes + ", allowed is 0 to " + MAX_BYTES);
        }
    }
}
