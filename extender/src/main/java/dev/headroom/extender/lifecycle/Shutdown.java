package dev.headroom.extender.lifecycle;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What happens between SIGTERM, or SIGINT, and the end of the process: steps in the order in which they were added, each
 * with its own limit, then exit status 0. A JVM that ends by a signal would report 128 + the signal's number, therefore
 * the hook itself halts the JVM when it is done; other hooks may not get to their end, so work belongs into a step.
 */
public final class Shutdown {

    private static final Logger LOG = LoggerFactory.getLogger(Shutdown.class);

    private record Step(String name, Duration limit, Runnable work) {}

    private final List<Step> steps = new ArrayList<>();
    private final IntConsumer halt;
    private volatile int status;

    /** @param halt ends the process at once, in production {@code Runtime.getRuntime()::halt} */
    public Shutdown(IntConsumer halt) {
        this.halt = halt;
    }

    /**
     * Adds a step. To be called before {@link #install}.
     *
     * @param limit after which the next step begins, whether or not this one is done
     */
    public Shutdown then(String name, Duration limit, Runnable work) {
        steps.add(new Step(name, limit, work));
        return this;
    }

    /** Makes this what the process does when it is told to end. To be called once, when the process has started. */
    public void install() {
        Runtime.getRuntime()
                .addShutdownHook(Thread.ofPlatform().name("headroom-shutdown").unstarted(this::run));
    }

    /** Ends the process by itself, by way of the same steps. Does not return. */
    public void exit(int exitStatus) {
        status = exitStatus;
        System.exit(exitStatus);
    }

    void run() {
        LOG.info("stopping");
        try {
            for (Step step : steps) {
                run(step);
            }
        } finally {
            halt.accept(status);
        }
    }

    private static void run(Step step) {
        CountDownLatch done = new CountDownLatch(1);
        Thread.ofPlatform().daemon().name("headroom-stop-" + step.name()).start(() -> {
            try {
                step.work().run();
            } catch (RuntimeException e) {
                LOG.error("stopping: {} failed", step.name(), e);
            } finally {
                done.countDown();
            }
        });
        try {
            if (!done.await(step.limit().toNanos(), TimeUnit.NANOSECONDS)) {
                LOG.warn(
                        "stopping: {} was not done after {} ms",
                        step.name(),
                        step.limit().toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
