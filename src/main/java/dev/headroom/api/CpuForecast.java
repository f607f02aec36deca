package dev.headroom.api;

/**
 * How much CPU one pod is going to need, in thousandths of a CPU. Immutable.
 *
 * @param mutatorMilli the program's own work, ≥ 0
 * @param gcMilli what its collector takes on top, ≥ 0
 * @param isKnown whether anything is known; if not, the pod's request stands for it
 */
public record CpuForecast(long mutatorMilli, long gcMilli, boolean isKnown) {

    /** More than any machine has: a million CPUs. */
    public static final long MAX_MILLI = 1_000_000_000L;

    public static final CpuForecast UNKNOWN = new CpuForecast(0, 0, false);

    public CpuForecast {
        requireWithin("mutatorMilli", mutatorMilli);
        requireWithin("gcMilli", gcMilli);
    }

    /** A known one. */
    public static CpuForecast of(long mutatorMilli, long gcMilli) {
        return new CpuForecast(mutatorMilli, gcMilli, true);
    }

    private static void requireWithin(String name, long milli) {
        if (milli < 0 || milli > MAX_MILLI) {
            throw new IllegalArgumentException(name + " is " + milli + ", allowed is 0 to " + MAX_MILLI);
        }
    }
}
