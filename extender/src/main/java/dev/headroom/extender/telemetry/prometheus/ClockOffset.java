package dev.headroom.extender.telemetry.prometheus;

/**
 * How far the server's clock is ahead of ours. It evaluated between our asking and its answer, which bounds the offset
 * from both sides; within the bounds the last one stays. Not thread-safe.
 */
final class ClockOffset {

    private long millis;

    /** Learns from one answer; all in epoch milliseconds, the first by the server's clock. */
    void learn(long evaluatedAt, long askedAt, long answeredAt) {
        if (evaluatedAt > 0 && answeredAt >= askedAt) {
            millis = Math.clamp(millis, evaluatedAt - answeredAt, evaluatedAt - askedAt);
        }
    }

    /** Milliseconds; negative if its clock is behind. */
    long millis() {
        return millis;
    }

    /** A time of the server's by our clock. */
    long ours(long theirMillis) {
        return theirMillis - millis;
    }
}
