package dev.headroom.extender.decisions;

import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;

/** A clock that a test sets. */
final class ManualClock implements InstantSource {

    static final long START = 1_800_000_000_000L;

    private final AtomicLong millis = new AtomicLong(START);

    void advanceMillis(long by) {
        millis.addAndGet(by);
    }

    @Override
    public Instant instant() {
        return Instant.ofEpochMilli(millis.get());
    }
}
