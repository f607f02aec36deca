package dev.headroom.runtime;

import java.time.Duration;

/** A clock that a test moves. */
final class FakeTicker implements Ticker {

    private long nanos;

    @Override
    public long nanos() {
        return nanos;
    }

    void advance(Duration time) {
        nanos += time.toNanos();
    }
}
