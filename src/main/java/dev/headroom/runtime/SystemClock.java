package dev.headroom.runtime;

import java.time.Instant;
import java.time.InstantSource;

/** The only place where main code reads the machine's clocks; everything else is handed a time. Thread-safe. */
public final class SystemClock implements InstantSource, Ticker {

    @Override
    public Instant instant() {
        return Instant.now();
    }

    /** As the instant's, without making one. */
    @Override
    public long millis() {
        return System.currentTimeMillis();
    }

    @Override
    public long nanos() {
        return System.nanoTime();
    }
}
