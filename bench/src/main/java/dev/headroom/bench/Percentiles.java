package dev.headroom.bench;

import java.util.Arrays;

/** Durations of one kind of request. Used by one thread. */
final class Percentiles {

    private long[] nanos = new long[1024];
    private int count;

    void add(long duration) {
        if (count == nanos.length) {
            nanos = Arrays.copyOf(nanos, 2 * count);
        }
        nanos[count++] = duration;
    }

    int count() {
        return count;
    }

    /** @param share 0 to 1, for example 0.99 */
    double micros(double share) {
        long[] sorted = Arrays.copyOf(nanos, count);
        Arrays.sort(sorted);
        return sorted[(int) Math.min(count - 1L, (long) Math.floor(share * count))] / 1_000.0;
    }
}
