package dev.headroom.predict.baseline;

/** Says how much memory is enough for one container from its resident memory alone. Not thread-safe. */
public interface MemoryBaseline {

    /**
     * A sample came, in the order of time.
     *
     * @param atMillis epoch milliseconds
     * @param residentBytes ≥ 0
     */
    void observe(long atMillis, double residentBytes);

    /** What is said to be enough, bytes; NaN before the first sample. */
    double bytes();
}
