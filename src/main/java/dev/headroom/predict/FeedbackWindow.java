package dev.headroom.predict;

import java.util.Arrays;

/** The last few values and their median. Not thread-safe. */
final class FeedbackWindow {

    private final double[] values;
    private int size;
    private int next;

    /** @param size how many values are kept, &gt; 0 */
    FeedbackWindow(int size) {
        values = new double[size];
    }

    void add(double value) {
        values[next] = value;
        next = (next + 1) % values.length;
        size = Math.min(size + 1, values.length);
    }

    int size() {
        return size;
    }

    void clear() {
        size = 0;
        next = 0;
    }

    /** The middle value, or the mean of the two in the middle; NaN if there is none. */
    double median() {
        if (size == 0) {
            return Double.NaN;
        }
        double[] sorted = Arrays.copyOf(values, size);
        Arrays.sort(sorted);
        int middle = size / 2;
        return size % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
