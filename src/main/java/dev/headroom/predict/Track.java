package dev.headroom.predict;

/**
 * One horizon's memory of how good each expert was: every forecast is kept until its window has passed and is then held
 * against the highest resident memory that was seen in it. Not thread-safe.
 */
final class Track {

    private static final int PENDING = 16;
    private static final int WIDTH = Expert.COUNT + 2;

    /** The mean error at which an expert counts e times less than one without any. */
    private static final double TOLERANCE = 0.015;

    /** Errors fade with this half-life. */
    private static final double HALF_LIFE_SECONDS = 150;

    /** Each expert starts as if it had been seen for so many windows with this error. */
    private static final double PRIOR_WINDOWS = 0.5;

    private static final double PRIOR_ERROR = 0.03;

    /** No single window says more than this about an expert. */
    private static final double LARGEST_ERROR = 0.5;

    private static final double LEAST_SCALE = 0.01;
    private static final double GROWTH_SCALE = 0.25;

    private final long horizonMillis;
    private final long spacingMillis;
    private final Residuals residuals;
    private final float[] errors = new float[Expert.COUNT];
    private float windows;

    // A ring: when a forecast was made, what each expert said, and last what they said together.
    private final long[] madeAt = new long[PENDING];
    private final float[] said = new float[PENDING * WIDTH];
    private int oldest;
    private int size;

    Track(long horizonMillis, Residuals residuals) {
        this.horizonMillis = horizonMillis;
        this.residuals = residuals;
        this.spacingMillis = Math.max(4_500, horizonMillis / (PENDING - 1));
    }

    long horizonMillis() {
        return horizonMillis;
    }

    Residuals residuals() {
        return residuals;
    }

    /** What the experts together say: their values weighed by how well each did; 0 if none says anything. */
    double together(double[] values) {
        double[] shares = shares(values);
        double sum = 0;
        for (int i = 0; i < values.length; i++) {
            if (shares[i] > 0) {
                sum += shares[i] * values[i];
            }
        }
        return sum;
    }

    /** The share of each expert, 0 to 1, together 1; one that says NaN has none. */
    double[] shares(double[] values) {
        double[] shares = new double[Expert.COUNT];
        double best = Double.MAX_VALUE;
        for (int i = 0; i < shares.length; i++) {
            if (!Double.isNaN(values[i])) {
                best = Math.min(best, meanError(i));
            }
        }
        double sum = 0;
        for (Expert expert : Expert.ALL) {
            int i = expert.ordinal();
            if (!Double.isNaN(values[i])) {
                shares[i] = expert.prior * Math.exp(-(meanError(i) - best) / TOLERANCE);
                sum += shares[i];
            }
        }
        for (int i = 0; i < shares.length && sum > 0; i++) {
            shares[i] /= sum;
        }
        return shares;
    }

    /**
     * The error that is to be expected of what the experts say together, in logarithms: small where nothing moves, and
     * half of the growth that is forecast.
     */
    static double scale(double now, double together) {
        return now <= 0 || together <= 0
                ? LEAST_SCALE
                : LEAST_SCALE + GROWTH_SCALE * Math.abs(Math.log(together / now));
    }

    /** Keeps a forecast until its window has passed. */
    void remember(long atMillis, double[] values, double together, double scale) {
        if (size > 0 && atMillis - madeAt[(oldest + size - 1) % PENDING] < spacingMillis) {
            return;
        }
        if (size == PENDING) {
            drop();
        }
        int at = (oldest + size++) % PENDING;
        madeAt[at] = atMillis;
        for (int i = 0; i < Expert.COUNT; i++) {
            said[at * WIDTH + i] = (float) values[i];
        }
        said[at * WIDTH + Expert.COUNT] = (float) together;
        said[at * WIDTH + Expert.COUNT + 1] = (float) scale;
    }

    /** Settles the forecasts whose windows have passed. */
    void settle(long nowMillis, RecentPeaks peaks, Bursts bursts) {
        while (size > 0 && madeAt[oldest] + horizonMillis <= nowMillis) {
            double truth = peaks.highest(madeAt[oldest], madeAt[oldest] + horizonMillis);
            if (truth > 0 && !bursts.beganWithin(madeAt[oldest], madeAt[oldest] + horizonMillis)) {
                learn(nowMillis, oldest, truth);
            }
            drop();
        }
    }

    /** A restart: what waits is of another process. */
    void forgetPending() {
        size = 0;
    }

    private void learn(long nowMillis, int at, double truth) {
        // Windows overlap: each counts only for the part that is new.
        double weight = Math.min(1, spacingMillis / (double) horizonMillis);
        float fade = (float) Math.pow(2, -spacingMillis / 1000.0 / HALF_LIFE_SECONDS);
        windows = (float) (windows * fade + weight);
        for (int i = 0; i < Expert.COUNT; i++) {
            float value = said[at * WIDTH + i];
            double error = value > 0 ? Math.min(LARGEST_ERROR, Math.abs(Math.log(value / truth))) : PRIOR_ERROR;
            errors[i] = (float) (errors[i] * fade + weight * error);
        }
        float together = said[at * WIDTH + Expert.COUNT];
        if (together > 0) {
            residuals.add(nowMillis, Math.log(truth / together) / said[at * WIDTH + Expert.COUNT + 1], weight);
        }
    }

    private double meanError(int expert) {
        return (errors[expert] + PRIOR_WINDOWS * PRIOR_ERROR) / (windows + PRIOR_WINDOWS);
    }

    private void drop() {
        oldest = (oldest + 1) % PENDING;
        size--;
    }
}
