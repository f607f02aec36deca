package dev.headroom.predict;

/**
 * How far off past forecasts were: a histogram of log(what came / what was forecast), in units of the error that was to be
 * expected then, whose old entries fade, begun with
 * a prior, so that few observations move it little. Constant memory; not thread-safe.
 */
final class Residuals {

    private static final int BINS = 48;

    /** Bin i covers edge(i) to edge(i + 1): narrow around 0, wide outside. */
    private static final double[] EDGES = edges();

    private static final float[] NONE = {};

    /** Looks may come a little out of order; what lies so far ahead is of weeks ago. */
    private static final int MOST_AHEAD_MILLIS = 3_600_000;

    /** Bins are kept in steps of so many. */
    private static final int STEP = 4;

    /** Of the bins from {@link #first} on: few are ever met, and outside of them there is nothing. */
    private float[] weights = NONE;

    private int first;
    private final float[] prior;
    private final float halfLifeSeconds;
    private final float priorWeight;

    /** Of the newest entry, modulo 2^32. */
    private int lastMillis;

    /** @param prior shares that add up to 1 */
    Residuals(float[] prior, double priorWeight, double halfLifeSeconds) {
        this.prior = prior;
        this.priorWeight = (float) priorWeight;
        this.halfLifeSeconds = (float) halfLifeSeconds;
    }

    /** A prior that is normal about a mean, with a share of far larger values above it. */
    static float[] prior(double mean, double deviation, double tail, double tailScale) {
        float[] shares = new float[BINS];
        double sum = 0;
        for (int i = 0; i < BINS; i++) {
            double middle = (EDGES[i] + EDGES[i + 1]) / 2;
            double width = EDGES[i + 1] - EDGES[i];
            double z = (middle - mean) / deviation;
            double density = (1 - tail) * Math.exp(-z * z / 2) / (deviation * Math.sqrt(2 * Math.PI))
                    + (middle > mean ? tail * Math.exp(-(middle - mean) / tailScale) / tailScale : 0);
            shares[i] = (float) (density * width);
            sum += shares[i];
        }
        for (int i = 0; i < BINS; i++) {
            shares[i] /= (float) sum;
        }
        return shares;
    }

    /** @param weight 1 for an independent observation, less for one of several that overlap */
    void add(long atMillis, double logRatio, double weight) {
        int since = (int) atMillis - lastMillis;
        if (since < -MOST_AHEAD_MILLIS) {
            weights = NONE;
        }
        if (weights.length > 0 && since > 0) {
            float decay = (float) Math.pow(2, -since / 1000.0 / halfLifeSeconds);
            for (int i = 0; i < weights.length; i++) {
                weights[i] *= decay;
            }
        }
        if (weights.length == 0 || since > 0) {
            lastMillis = (int) atMillis;
        }
        int bin = bin(logRatio);
        cover(bin);
        weights[bin - first] += (float) weight;
    }

    private void cover(int bin) {
        if (bin >= first && bin < first + weights.length) {
            return;
        }
        int step = bin / STEP * STEP;
        int from = weights.length == 0 ? step : Math.min(first, step);
        int to = Math.max(step + STEP, weights.length == 0 ? 0 : first + weights.length);
        float[] wider = new float[to - from];
        System.arraycopy(weights, 0, wider, weights.length == 0 ? 0 : first - from, weights.length);
        weights = wider;
        first = from;
    }

    private double at(int bin) {
        int i = bin - first;
        return (i >= 0 && i < weights.length ? weights[i] : 0) + priorWeight * prior[bin];
    }

    /** How much was observed, in independent observations. */
    double observed() {
        double sum = 0;
        for (float weight : weights) {
            sum += weight;
        }
        return sum;
    }

    /** The value of log(what comes / forecast) that is not exceeded with that probability. */
    double quantile(double probability) {
        double target = probability * (observed() + priorWeight);
        double sum = 0;
        for (int i = 0; i < BINS; i++) {
            double here = at(i);
            if (sum + here >= target && here > 0) {
                return EDGES[i] + (EDGES[i + 1] - EDGES[i]) * (target - sum) / here;
            }
            sum += here;
        }
        return EDGES[BINS];
    }

    /** The probability that what comes exceeds the forecast by more than this log ratio. */
    double exceeding(double logRatio) {
        double all = observed() + priorWeight;
        double above = 0;
        for (int i = BINS - 1; i >= 0; i--) {
            double here = at(i);
            if (EDGES[i] >= logRatio) {
                above += here;
            } else {
                double part = (EDGES[i + 1] - logRatio) / (EDGES[i + 1] - EDGES[i]);
                return (above + here * Math.clamp(part, 0.0, 1.0)) / all;
            }
        }
        return above / all;
    }

    private static int bin(double logRatio) {
        int low = 0;
        int high = BINS - 1;
        while (low < high) {
            int middle = (low + high + 1) / 2;
            if (EDGES[middle] <= logRatio) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    /** sinh-spaced from −40 to 120: fine about 0, wide outside. */
    private static double[] edges() {
        double[] edges = new double[BINS + 1];
        double from = asinh(-40);
        double to = asinh(120);
        for (int i = 0; i <= BINS; i++) {
            edges[i] = Math.sinh(from + (to - from) * i / BINS);
        }
        return edges;
    }

    private static double asinh(double x) {
        return Math.log(x + Math.sqrt(x * x + 1));
    }
}
