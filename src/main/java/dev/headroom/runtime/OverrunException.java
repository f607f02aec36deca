package dev.headroom.runtime;

import java.time.Duration;

/** One pass of a plugin took longer than its budget; the message says how long, and what is allowed. */
public final class OverrunException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    OverrunException(long tookNanos, Duration budget) {
        super("one pass took " + Duration.ofNanos(tookNanos) + ", allowed is " + budget, null, false, false);
    }
}
