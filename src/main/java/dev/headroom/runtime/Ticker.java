package dev.headroom.runtime;

/** A monotonic clock. Thread-safe. */
@FunctionalInterface
public interface Ticker {

    /** Nanoseconds since an arbitrary origin; only differences mean something. */
    long nanos();
}
