package dev.headroom.extender.telemetry.exposition;

/** One value of one metric with its labels, wherever it was read. Valid only while it is handed in. */
public interface Series {

    /** What {@link #timestampMillis()} says if the exposition has none. */
    long NO_TIMESTAMP = Long.MIN_VALUE;

    String name();

    /** The value of a label; empty if there is no such label, which means the same. */
    String label(String name);

    /** NaN and infinities included. */
    double value();

    /** Epoch milliseconds of the measurement, or {@link #NO_TIMESTAMP}. */
    long timestampMillis();
}
