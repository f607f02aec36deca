package dev.headroom.extender.lifecycle;

import java.time.Duration;
import java.util.function.IntConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends the process because its event loop stands still. The log may be what the loop is stuck in, so the process ends
 * whether or not the line gets out.
 */
public final class Standstill implements Runnable {

    /** Exit status of a process that the watchdog ended ({@code EX_SOFTWARE}). */
    public static final int EXIT_STATUS = 70;

    private static final Logger LOG = LoggerFactory.getLogger(Standstill.class);
    private static final Duration TO_WRITE = Duration.ofMillis(500);

    private final Heartbeat heartbeat;
    private final IntConsumer halt;

    /**
     * @param heartbeat what stands still; the stack of its loop is logged
     * @param halt ends the process at once, in production {@code Runtime.getRuntime()::halt}
     */
    public Standstill(Heartbeat heartbeat, IntConsumer halt) {
        this.heartbeat = heartbeat;
        this.halt = halt;
    }

    @Override
    public void run() {
        try {
            Thread.ofPlatform()
                    .daemon()
                    .name("headroom-standstill")
                    .start(this::say)
                    .join(TO_WRITE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            halt.accept(EXIT_STATUS);
        }
    }

    private void say() {
        Thread loop = heartbeat.loop();
        IllegalStateException stack = new IllegalStateException("where the event loop stands");
        stack.setStackTrace(loop == null ? new StackTraceElement[0] : loop.getStackTrace());
        LOG.error(
                "the verbs' event loop has not turned for {} ticks of {} ms: ending the process with status {}",
                Watchdog.FATAL_TICKS,
                Watchdog.TICK.toMillis(),
                EXIT_STATUS,
                stack);
    }
}
