package dev.headroom.bench.accuracy;

import dev.headroom.predict.Sample;

/**
 * In the style of the Vertical Pod Autoscaler: p90 of a histogram of resident memory whose entries lose half of their
 * weight in 24 h, times 1.15. Its buckets are 1 % wide where that project's are 5 % and more, and its least recommendation
 * of 250 MB is left out: neither shall count against it.
 */
final class DecayingHistogram implements Baseline {

    static final double PERCENTILE = 0.9;
    static final double MARGIN = 1.15;
    static final double HALF_LIFE_MILLIS = 24 * 3.6e6;

    private static final double SMALLEST = 1 << 20;
    private static final double LOG_STEP = Math.log(1.01);

    /** Up to 1 TiB. */
    private static final int BUCKETS = 1400;

    private final double[] weights = new double[BUCKETS];
    private double total;
    private long since;

    @Override
    public void observe(long atMillis, double resident, Sample sample) {
        if (total == 0) {
            since = atMillis;
        }
        // Newer entries weigh more instead of older ones less; only the proportion counts.
        double weight = Math.pow(2, (atMillis - since) / HALF_LIFE_MILLIS);
        weights[bucket(resident)] += weight;
        total += weight;
    }

    @Override
    public double bytes(long nowMillis) {
        double sum = 0;
        for (int i = 0; i < BUCKETS; i++) {
            sum += weights[i];
            if (sum >= PERCENTILE * total && weights[i] > 0) {
                return SMALLEST * Math.exp((i + 0.5) * LOG_STEP) * MARGIN;
            }
        }
        return Double.NaN;
    }

    private static int bucket(double bytes) {
        return Math.clamp((int) (Math.log(Math.max(bytes, SMALLEST) / SMALLEST) / LOG_STEP), 0, BUCKETS - 1);
    }
}
