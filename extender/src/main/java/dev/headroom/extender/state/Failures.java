package dev.headroom.extender.state;

import dev.headroom.extender.lifecycle.RateLimitedLog;
import io.micrometer.core.instrument.Counter;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import org.slf4j.LoggerFactory;

/** What the writer does about a defect: it is counted, logged once per kind and minute, and the rest goes on. */
final class Failures {

    private final Counter counter;
    private final RateLimitedLog log;

    Failures(Counter counter, InstantSource clock) {
        this.counter = counter;
        this.log = RateLimitedLog.perMinute(
                LoggerFactory.getLogger(ClusterState.class), () -> TimeUnit.MILLISECONDS.toNanos(clock.millis()));
    }

    /**
     * @param kind a constant that names what failed
     * @throws VirtualMachineError the failure itself, if the VM has no memory or is broken: nothing can be relied on then
     */
    void goOnAfter(String kind, String message, Throwable failure) {
        if (isOfVm(failure)) {
            throw (VirtualMachineError) failure;
        }
        counter.increment();
        log.error("state " + kind + " " + failure.getClass().getName(), message, failure);
    }

    /** A stack that was too deep is gone when the failure is caught; the VM's other errors stay. */
    static boolean isOfVm(Throwable failure) {
        return failure instanceof VirtualMachineError && !(failure instanceof StackOverflowError);
    }
}
