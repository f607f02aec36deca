package dev.headroom.extender.lifecycle;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Acts when a heartbeat stands still. Time is counted in its own ticks, not read from a clock: a process that was stopped
 * as a whole, or paused by its collector, made no ticks either and is not ended when it wakes.
 */
public final class Watchdog implements AutoCloseable {

    /** How often it looks. */
    public static final Duration TICK = Duration.ofMillis(100);

    /** After this many ticks without a beat it acts: 30 · 100 ms = 3 s. */
    public static final int FATAL_TICKS = 30;

    /** After this many ticks without a beat the loop no longer counts as alive: 10 · 100 ms = 1 s. */
    static final int LATE_TICKS = 10;

    private final LongSupplier beats;
    private final Runnable end;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("headroom-watchdog").factory());
    private long lastSeen;
    private volatile int missed;

    Watchdog(LongSupplier beats, Runnable end) {
        this.beats = beats;
        this.end = end;
        this.lastSeen = beats.getAsLong();
    }

    /**
     * Watches from now on, on a daemon thread of its own.
     *
     * @param beats grows while the watched loop turns; it must not block
     * @param end called once per standstill, on the watchdog's thread; in production {@link Standstill}
     */
    public static Watchdog start(LongSupplier beats, Runnable end) {
        Watchdog watchdog = new Watchdog(beats, end);
        // A fixed delay: a fixed rate would make up for all the ticks of a stopped process at once and end it.
        var unused = watchdog.thread.scheduleWithFixedDelay(
                watchdog::tick, TICK.toMillis(), TICK.toMillis(), TimeUnit.MILLISECONDS);
        return watchdog;
    }

    void tick() {
        long seen = beats.getAsLong();
        if (seen != lastSeen) {
            lastSeen = seen;
            missed = 0;
            return;
        }
        int now = missed + 1;
        missed = now;
        if (now == FATAL_TICKS) {
            end.run();
        }
    }

    /** Whether the loop has turned within the last second, counted in ticks. Thread-safe. */
    public boolean alive() {
        return missed < LATE_TICKS;
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
