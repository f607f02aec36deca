package dev.headroom.extender.wake;

import dev.headroom.extender.lifecycle.RateLimitedLog;
import dev.headroom.extender.state.ClusterView;
import dev.headroom.runtime.Ticker;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The thread that counts the pods which only Headroom refuses, and wakes them. */
public final class Waker implements AutoCloseable {

    private static final long PERIOD_NANOS = 500_000_000L;

    /** A touch that is on its way is not waited for any longer. */
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(1);

    private static final Logger LOG = LoggerFactory.getLogger(Waker.class);

    private final Refusals refusals;
    private final Wakes wakes;
    private final WakeMeters meters;
    private final Supplier<ClusterView> views;
    private final Ticker ticker;
    private final InstantSource clock;
    private final RateLimitedLog problems;
    private final Thread thread;
    private volatile boolean closed;

    private Waker(
            Refusals refusals,
            Wakes wakes,
            WakeMeters meters,
            Supplier<ClusterView> views,
            Ticker ticker,
            InstantSource clock) {
        this.refusals = refusals;
        this.wakes = wakes;
        this.meters = meters;
        this.views = views;
        this.ticker = ticker;
        this.clock = clock;
        this.problems = RateLimitedLog.perMinute(LOG, ticker);
        this.thread = Thread.ofPlatform().name("headroom-wake").daemon().unstarted(this::run);
    }

    /**
     * How much may be done.
     *
     * @param perSecond touches of all pods together, 1 or more
     * @param mostPerPod touches of one pod in its life, 1 or more
     */
    public record Limits(int perSecond, int mostPerPod) {}

    /**
     * Starts the thread, which looks twice a second.
     *
     * @param touch null if pods are only counted
     * @param ticker by which pods rest and touches are paced
     * @param clock whose time is written into pods
     */
    public static Waker start(
            Refusals refusals,
            Room room,
            Limits limits,
            @Nullable Touch touch,
            WakeMeters meters,
            Supplier<ClusterView> views,
            Ticker ticker,
            InstantSource clock) {
        long now = ticker.nanos();
        Wakes wakes = new Wakes(
                new RefusedPods(limits.mostPerPod()), room, new Pace(limits.perSecond(), now), touch, meters, now);
        Waker waker = new Waker(refusals, wakes, meters, views, ticker, clock);
        waker.thread.start();
        return waker;
    }

    private void run() {
        while (!closed) {
            try {
                long now = ticker.nanos();
                refusals.drain(notice -> wakes.notice(notice, now));
                wakes.look(views.get(), now, clock.millis());
            } catch (Exception | LinkageError | StackOverflowError | AssertionError e) {
                meters.failed.increment();
                problems.error("wake", "Looking for pods that have room by now failed and goes on", e);
            }
            LockSupport.parkNanos(this, PERIOD_NANOS);
        }
    }

    /** Ends the thread, at the latest when the touch that is on its way is answered. */
    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
        try {
            if (!thread.join(CLOSE_LIMIT)) {
                LOG.warn("A touch of a pod is still on its way");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
