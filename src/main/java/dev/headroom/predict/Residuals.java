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

    private final float[] weights = new float[BINS];
    private final double halfLifeSeconds;
    private final float[] prior;
    private final double priorWeight;
    private long lastMillis;

    /** @param prior shares that add up to 1 */
    Residuals(float[] prior, double priorWeight, double halfLifeSeconds) {
        this.prior = prior;
        this.priorWeight = priorWeight;
        this.halfLifeSeconds = halfLifeSeconds;
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
        if (lastMillis > 0 && atMillis > lastMillis) {
            float decay = (float) Math.pow(2, -(atMillis - lastMillis) / 1000.0 / halfLifeSeconds);
            for (int i = 0; i < BINS; i++) {
                weights[i] *= decay;
            }
        }
        lastMillis = Math.max(lastMillis, atMillis);
        weights[bin(logRatio)] += (float) weight;
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
            double here = weights[i] + priorWeight * prior[i];
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
            double here = weights[i] + priorWeight * prior[i];
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
