package dev.headroom.predict.baseline;

/**
 * In the style of the Vertical Pod Autoscaler: p90 of a histogram whose entries lose half of their weight in 24 h, times
 * 1.15 (its {@code pkg/recommender}). Its buckets are 1 % wide where that project's are 5 % and more, each sample counts
 * and not only a peak a day, and its least recommendation of 250 MB is left out: none of it shall count against it.
 */
public final class VpaBaseline implements MemoryBaseline {

    static final double HALF_LIFE_MILLIS = 24 * 3.6e6;

    private static final double PERCENTILE = 0.9;
    private static final double MARGIN = 1.15;
    private static final double SMALLEST = 1 << 20;
    private static final double LOG_STEP = Math.log(1.01);

    /** Up to 1 TiB. */
    private static final int BUCKETS = 1400;

    /** Half-lives after which weights are scaled down, long before they leave the range of numbers. */
    private static final double MOST_HALF_LIVES = 64;

    private final double[] weights = new double[BUCKETS];
    private double total;
    private long since;

    @Override
    public void observe(long atMillis, double residentBytes) {
        if (total == 0) {
            since = atMillis;
        }
        double exponent = (atMillis - since) / HALF_LIFE_MILLIS;
        if (exponent > MOST_HALF_LIVES) {
            forget(exponent);
            since = atMillis;
            exponent = 0;
        }
        // Newer entries weigh more instead of older ones less; only the proportion counts.
        double weight = Math.pow(2, exponent);
        weights[bucket(residentBytes)] += weight;
        total += weight;
    }

    @Override
    public double bytes() {
        double sum = 0;
        for (int i = 0; i < BUCKETS; i++) {
            sum += weights[i];
            // Sums in another order differ by rounding.
            if (weights[i] > 0 && sum >= PERCENTILE * total * (1 - 1e-9)) {
                return SMALLEST * Math.exp((i + 0.5) * LOG_STEP) * MARGIN;
            }
        }
        return Double.NaN;
    }

    private void forget(double exponent) {
        total = 0;
        for (int i = 0; i < BUCKETS; i++) {
            weights[i] = weights[i] * Math.pow(2, -exponent);
            total += weights[i];
        }
    }

    private static int bucket(double bytes) {
        return Math.clamp((int) (Math.log(Math.max(bytes, SMALLEST) / SMALLEST) / LOG_STEP), 0, BUCKETS - 1);
    }
}
