package dev.headroom.extender.telemetry.prometheus;

/** What one round may still ask and bring. Not thread-safe. */
final class RoundBudget {

    /** Of one round, whatever the number of pods. */
    static final int MOST_QUERIES = 12;

    private final long maxBytes;
    private long bytes;
    private int queries;

    RoundBudget(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    boolean allowsQuery() {
        return queries < MOST_QUERIES && bytes < maxBytes;
    }

    long bytesLeft() {
        return maxBytes - bytes;
    }

    void spent(long answerBytes) {
        queries++;
        bytes += answerBytes;
    }

    int queries() {
        return queries;
    }

    long bytes() {
        return bytes;
    }
}
