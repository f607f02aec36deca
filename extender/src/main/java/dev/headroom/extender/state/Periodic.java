package dev.headroom.extender.state;

/** Something due once per period of a clock that may jump. */
final class Periodic {

    private final long periodMillis;
    private long next;

    /** First due one period after {@code nowMillis}. */
    Periodic(long periodMillis, long nowMillis) {
        this.periodMillis = periodMillis;
        this.next = nowMillis + periodMillis;
    }

    /** Whether it is due; the next time is then one period from now. After a jump backwards it is due at once. */
    boolean isDue(long nowMillis) {
        if (nowMillis < next && next - nowMillis <= periodMillis) {
            return false;
        }
        next = nowMillis + periodMillis;
        return true;
    }
}
