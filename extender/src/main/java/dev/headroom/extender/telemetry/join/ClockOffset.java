package dev.headroom.extender.telemetry.join;

/**
 * How far a server's clock is ahead of ours. It looked at it between our asking and its answer, which bounds the offset
 * from both sides; within the bounds the last one stays. Not thread-safe.
 */
public final class ClockOffset {

    private long millis;

    /** Learns from one answer; all in epoch milliseconds, the first by the server's clock, 0 if it told none. */
    public void learn(long theirMillis, long askedAt, long answeredAt) {
        learn(theirMillis, theirMillis, askedAt, answeredAt);
    }

    /** The same, of a clock that was told in whole seconds or so. */
    public void learn(long theirEarliest, long theirLatest, long askedAt, long answeredAt) {
        if (theirEarliest > 0 && answeredAt >= askedAt) {
            millis = Math.clamp(millis, theirEarliest - answeredAt, theirLatest - askedAt);
        }
    }

    /** Milliseconds; negative if its clock is behind. */
    public long millis() {
        return millis;
    }

    /** A time of the server's by our clock. */
    public long ours(long theirMillis) {
        return theirMillis - millis;
    }
}
