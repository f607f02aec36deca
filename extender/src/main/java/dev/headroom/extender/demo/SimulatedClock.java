package dev.headroom.extender.demo;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Time in the simulation. It stands still while a step is computed, so that what is decided does not depend on how
 * fast the machine is. Set by the demo's thread, read by all.
 */
final class SimulatedClock implements InstantSource {

    private final Instant start;
    private volatile Instant now;

    /** @param start usually the wall time at which the demo started, so that the page shows familiar times */
    SimulatedClock(Instant start) {
        this.start = start;
        this.now = start;
    }

    @Override
    public Instant instant() {
        return now;
    }

    void set(Duration sinceStart) {
        now = start.plus(sinceStart);
    }
}
