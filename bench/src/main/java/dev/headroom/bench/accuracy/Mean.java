package dev.headroom.bench.accuracy;

import java.util.Arrays;
import java.util.stream.DoubleStream;

/**
 * Numbers put together.
 *
 * @param value NaN if there is nothing to average
 * @param count how many went in
 * @param unknown how many did not, because the forecast said that it did not know
 */
record Mean(double value, int count, int unknown) {

    static Mean of(DoubleStream errors) {
        double[] all = errors.toArray();
        double[] known = Arrays.stream(all).filter(e -> !Double.isNaN(e)).toArray();
        return new Mean(Arrays.stream(known).average().orElse(Double.NaN), known.length, all.length - known.length);
    }

    /** The middle, or the mean of the two in the middle; NaN of none. */
    static double median(DoubleStream values) {
        double[] sorted = values.sorted().toArray();
        int n = sorted.length;
        return n == 0 ? Double.NaN : (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
    }
}
