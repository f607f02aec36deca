package dev.headroom.predict;

/**
 * One horizon's memory of how good each expert was: every forecast is kept until its window has passed and is then held
 * against the highest resident memory that was seen in it. Not thread-safe.
 */
final class Track {

    private static final int MOST_PENDING = 16;

    /** Looks come every 5 s, give or take. */
    private static final int LEAST_SPACING_MILLIS = 4_500;

    private static final int WIDTH = Expert.COUNT + 1;

    /** Looks may come a little out of order; a time that lies so far ahead is of weeks ago. */
    private static final int MOST_AHEAD_MILLIS = 3_600_000;

    /** The mean error at which an expert counts e times less than one without any. */
    private static final double TOLERANCE = 0.015;

    /** Errors fade with this half-life. */
    private static final double HALF_LIFE_SECONDS = 150;

    /** Each expert starts as if it had been seen for so many windows with this error. */
    private static final double PRIOR_WINDOWS = 0.5;

    private static final double PRIOR_ERROR = 0.03;

    /** No single window says more than this about an expert. */
    private static final double LARGEST_ERROR = 0.5;

    /** A burst that came to no more than this over what was forecast was foreseen. */
    private static final double FORESEEN = 1.12;

    private static final double LEAST_SCALE = 0.01;
    private static final double GROWTH_SCALE = 0.25;
    private static final double AGAIN_SCALE = 0.07;

    private final int horizonMillis;
    private final int spacingMillis;
    private final Residuals residuals;
    private final float[] errors = new float[Expert.COUNT];
    private float windows;

    // A ring, narrow because tens of thousands of these are kept. When a forecast was made, in milliseconds modulo
    // 2^32,
    // and beside it as the bits of a float what the experts said together; then the expected error and what each of
    // them said as its logarithm relative to that, in 16 bits (2^-11 of itself).
    private final int[] made;
    private final short[] said;
    private int oldest;
    private int size;

    /** @param horizonMillis at most a day */
    Track(long horizonMillis, Residuals residuals) {
        this.horizonMillis = Math.toIntExact(horizonMillis);
        this.residuals = residuals;
        this.spacingMillis = Math.max(LEAST_SPACING_MILLIS, this.horizonMillis / (MOST_PENDING - 1));
        int pending = Math.min(MOST_PENDING, this.horizonMillis / spacingMillis + 2);
        this.made = new int[2 * pending];
        this.said = new short[pending * WIDTH];
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

    /** The same without the experts that expect again what was there before. */
    double quiet(double[] values) {
        double[] still = values.clone();
        still[Expert.REPEATS.ordinal()] = Double.NaN;
        still[Expert.RECURS.ordinal()] = Double.NaN;
        return together(still);
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
     * The error that is to be expected of what the experts say together, in logarithms: small where nothing moves, a
     * quarter of the growth that is forecast, and less of what was there before and is expected again.
     *
     * @param quiet what those say who do not expect again what was there before, bytes
     */
    static double scale(double now, double quiet, double together) {
        if (now <= 0 || together <= 0 || quiet <= 0) {
            return LEAST_SCALE;
        }
        return LEAST_SCALE
                + GROWTH_SCALE * Math.abs(Math.log(quiet / now))
                + AGAIN_SCALE * Math.abs(Math.log(together / quiet));
    }

    /** Keeps a forecast until its window has passed. */
    void remember(long atMillis, double[] values, double all, double scale) {
        if (size > 0 && age(atMillis, (oldest + size - 1) % capacity()) < spacingMillis) {
            return;
        }
        if (size == capacity()) {
            drop();
        }
        int at = (oldest + size++) % capacity();
        made[2 * at] = (int) atMillis;
        made[2 * at + 1] = Float.floatToRawIntBits((float) all);
        said[at * WIDTH] = Float.floatToFloat16((float) scale);
        for (int i = 0; i < Expert.COUNT; i++) {
            said[at * WIDTH + 1 + i] = Float.floatToFloat16((float) Math.log(values[i] / all));
        }
    }

    /** Settles the forecasts whose windows have passed. */
    void settle(long nowMillis, RecentPeaks peaks, Bursts bursts) {
        while (size > 0) {
            int age = age(nowMillis, oldest);
            if (age < -MOST_AHEAD_MILLIS) {
                size = 0;
                return;
            }
            if (age < horizonMillis) {
                return;
            }
            long from = nowMillis - age;
            double truth = peaks.highest(from, from + horizonMillis);
            if (truth > 0) {
                learn(nowMillis, oldest, truth, bursts.beganWithin(from, from + horizonMillis));
            }
            drop();
        }
    }

    /** A restart: what waits is of another process. */
    void forgetPending() {
        size = 0;
    }

    private void learn(long nowMillis, int at, double truth, boolean burst) {
        // Windows overlap: each counts only for the part that is new.
        double weight = Math.min(1, spacingMillis / (double) horizonMillis);
        float fade = (float) Math.pow(2, -spacingMillis / 1000.0 / HALF_LIFE_SECONDS);
        windows = (float) (windows * fade + weight);
        // How far all together were off; NaN, as of an expert who said nothing, if they were not asked.
        float together = Float.intBitsToFloat(made[2 * at + 1]);
        double off = Math.log(together / truth);
        for (int i = 0; i < Expert.COUNT; i++) {
            double own = off + Float.float16ToFloat(said[at * WIDTH + 1 + i]);
            double error = Double.isFinite(own) ? Math.min(LARGEST_ERROR, Math.abs(own)) : PRIOR_ERROR;
            errors[i] = (float) (errors[i] * fade + weight * error);
        }
        // What nobody foresaw is a burst: those have a probability of their own.
        if (together > 0 && (!burst || truth < together * FORESEEN)) {
            residuals.add(nowMillis, -off / Float.float16ToFloat(said[at * WIDTH]), weight);
        }
    }

    private double meanError(int expert) {
        return (errors[expert] + PRIOR_WINDOWS * PRIOR_ERROR) / (windows + PRIOR_WINDOWS);
    }

    private int age(long nowMillis, int at) {
        return (int) nowMillis - made[2 * at];
    }

    private int capacity() {
        return made.length / 2;
    }

    private void drop() {
        oldest = (oldest + 1) % capacity();
        size--;
    }
}
