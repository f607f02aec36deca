package dev.headroom.extender.demo;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Time in the simulation. It stands still while a step is computed, so that what is decided does not depend on how
 * fast the machine is. Set by the demo's thread, read by all.
 */
final class SimulatedClock implements InstantSource {

    /** The longest of the windows in which anything is learnt. */
    private static final long WINDOW_MILLIS = 300_000;

    private final Instant start;
    private volatile Instant now;

    /**
     * A clock that starts with the 5 minutes in which that moment lies. What is learnt in windows is learnt in those of
     * the clock, so only from the same phase on a seed gives the same run.
     */
    static SimulatedClock startingAbout(Instant now) {
        return new SimulatedClock(now.minusMillis(Math.floorMod(now.toEpochMilli(), WINDOW_MILLIS)));
    }

    /** @param start usually about the wall time at which the demo started, so that the page shows familiar times */
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
