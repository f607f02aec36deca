package dev.headroom.extender.wake;

/** Lets so many things happen per second, and after a pause at most one second's worth at once. Not thread-safe. */
final class Pace {

    private static final double NANOS_PER_SECOND = 1e9;

    private final int perSecond;
    private double left;
    private long countedNanos;

    /** @param perSecond 1 or more */
    Pace(int perSecond, long nowNanos) {
        this.perSecond = perSecond;
        this.left = perSecond;
        this.countedNanos = nowNanos;
    }

    /** Whether one more may happen now; if so, it counts. */
    boolean take(long nowNanos) {
        double earned = (nowNanos - countedNanos) / NANOS_PER_SECOND * perSecond;
        countedNanos = nowNanos;
        left = Math.min(perSecond, left + earned);
        if (left < 1) {
            return false;
        }
        left--;
        return true;
    }
}
