package dev.headroom.extender.telemetry.http;

import java.util.random.RandomGenerator;

/**
 * Leaves alone what failed: after the n-th failure in a row for {@code first · 2^(n−1)}, at most {@code longest}, each
 * shortened by up to a fifth at random, so that replicas do not come back in step. Then one attempt is free. Not
 * thread-safe.
 */
public final class Breaker {

    private static final double JITTER = 0.2;
    private static final int MOST_DOUBLINGS = 30;

    private final long firstMillis;
    private final long longestMillis;
    private final RandomGenerator random;
    private int failures;
    private long closedUntilMillis = Long.MIN_VALUE;

    public Breaker(long firstMillis, long longestMillis, RandomGenerator random) {
        this.firstMillis = firstMillis;
        this.longestMillis = longestMillis;
        this.random = random;
    }

    public boolean allows(long nowMillis) {
        return nowMillis >= closedUntilMillis;
    }

    public void succeeded() {
        failures = 0;
        closedUntilMillis = Long.MIN_VALUE;
    }

    public void failed(long nowMillis) {
        long doubled = firstMillis << Math.min(failures, MOST_DOUBLINGS);
        long pause = Math.min(doubled, longestMillis);
        failures = Math.min(failures + 1, MOST_DOUBLINGS);
        closedUntilMillis = nowMillis + pause - (long) (pause * JITTER * random.nextDouble());
    }

    /** Epoch milliseconds; the past, or {@link Long#MIN_VALUE}, while nothing is left alone. */
    public long closedUntilMillis() {
        return closedUntilMillis;
    }
}
