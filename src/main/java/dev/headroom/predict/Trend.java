package dev.headroom.predict;

/**
 * An exponentially weighted straight line through what was seen, in constant memory. Recent points count most; the
 * weight of a point halves with every half-life. Not thread-safe.
 */
final class Trend {

    /** A slope counts in full only where it is well beyond its own error. */
    private static final double SURE = 1.5;

    private static final double FEW = 1.7;

    /** Looks may come a little out of order; what lies so far ahead is of weeks ago. */
    private static final int MOST_AHEAD_MILLIS = 3_600_000;

    /** Of the newest point, modulo 2^32. */
    private int lastMillis;

    private float weight;

    // Means, that of times relative to the newest point, and sums of products of the distances from them: small
    // numbers,
    // for which single precision is enough.
    private float meanTime;
    private double mean;
    private float tt;
    private float tx;
    private float xx;

    /**
     * Takes a point.
     *
     * @param atMillis not before the last one
     * @param halfLifeSeconds in which the weight of what was seen before halves
     */
    void add(long atMillis, double value, double halfLifeSeconds) {
        int since = (int) atMillis - lastMillis;
        if (since < -MOST_AHEAD_MILLIS) {
            forget();
        }
        if (weight > 0) {
            double dt = since / 1000.0;
            float decay = (float) Math.pow(2, -dt / halfLifeSeconds);
            meanTime -= (float) dt;
            weight *= decay;
            tt *= decay;
            tx *= decay;
            xx *= decay;
        }
        lastMillis = (int) atMillis;
        double all = weight + 1.0;
        double share = weight / all;
        double time = -meanTime;
        double beyond = value - mean;
        tt += (float) (share * time * time);
        tx += (float) (share * time * beyond);
        xx = (float) Math.min(Float.MAX_VALUE, xx + share * beyond * beyond);
        meanTime += (float) (time / all);
        mean += beyond / all;
        weight = (float) all;
    }

    void forget() {
        weight = 0;
        meanTime = 0;
        mean = 0;
        tt = 0;
        tx = 0;
        xx = 0;
    }

    /** Takes over what another line has seen. */
    void become(Trend other) {
        lastMillis = other.lastMillis;
        weight = other.weight;
        meanTime = other.meanTime;
        mean = other.mean;
        tt = other.tt;
        tx = other.tx;
        xx = other.xx;
    }

    boolean isEmpty() {
        return weight == 0;
    }

    /** Weighted mean of what was seen; 0 if nothing was. */
    double mean() {
        return mean;
    }

    /** Least squares, per second; 0 if there are too few points. */
    double slope() {
        return weight < FEW || tt <= 0 ? 0 : (double) tx / tt;
    }

    /** Standard deviation of the points about the line. */
    double spread() {
        if (weight < FEW) {
            return 0;
        }
        return Math.sqrt(Math.max(0, xx - slope() * tx) / weight);
    }

    /** Standard error of the slope if the points scatter by at least that much; 0 if there are too few points. */
    double slopeError(double leastSpread) {
        return tt <= 0 ? 0 : Math.max(leastSpread, spread()) / Math.sqrt(tt);
    }

    /** The slope as far as it stands out of its noise: positive-part shrinkage by (1.5 · its error / it)². */
    double sureSlope(double leastSpread) {
        double slope = slope();
        if (slope == 0) {
            return 0;
        }
        double error = slopeError(leastSpread) * SURE / slope;
        return slope * Math.max(0, 1 - error * error);
    }

    /** On the line at the newest point; 0 if nothing was seen. */
    double level() {
        return mean - slope() * meanTime;
    }
}
