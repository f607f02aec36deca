package dev.headroom.predict;

/**
 * An exponentially weighted straight line through what was seen, in constant memory. Recent points count most; the
 * weight of a point halves with every half-life. Not thread-safe.
 */
final class Trend {

    /** A slope counts in full only where it is well beyond its own error. */
    private static final double SURE = 1.5;

    private static final double FEW = 1.7;

    private long lastMillis;
    private double weight;
    private double t;
    private double x;
    private double tt;
    private double tx;
    private double xx;

    /**
     * Takes a point.
     *
     * @param atMillis not before the last one
     * @param halfLifeSeconds in which the weight of what was seen before halves
     */
    void add(long atMillis, double value, double halfLifeSeconds) {
        if (weight > 0) {
            double dt = (atMillis - lastMillis) / 1000.0;
            // Times are relative to the newest point, so that the sums stay small.
            tt += dt * (dt * weight - 2 * t);
            tx -= dt * x;
            t -= dt * weight;
            double decay = Math.pow(2, -dt / halfLifeSeconds);
            weight *= decay;
            t *= decay;
            x *= decay;
            tt *= decay;
            tx *= decay;
            xx *= decay;
        }
        lastMillis = atMillis;
        weight += 1;
        x += value;
        xx += value * value;
    }

    void forget() {
        weight = 0;
        t = 0;
        x = 0;
        tt = 0;
        tx = 0;
        xx = 0;
    }

    /** Takes over what another line has seen. */
    void become(Trend other) {
        lastMillis = other.lastMillis;
        weight = other.weight;
        t = other.t;
        x = other.x;
        tt = other.tt;
        tx = other.tx;
        xx = other.xx;
    }

    boolean isEmpty() {
        return weight == 0;
    }

    /** Weighted mean of what was seen; 0 if nothing was. */
    double mean() {
        return weight == 0 ? 0 : x / weight;
    }

    /** Least squares, per second; 0 if there are too few points. */
    double slope() {
        double spreadOfTimes = tt - t * t / weight;
        return weight < FEW || spreadOfTimes <= 0 ? 0 : (tx - t * x / weight) / spreadOfTimes;
    }

    /** Standard deviation of the points about the line. */
    double spread() {
        if (weight < FEW) {
            return 0;
        }
        double slope = slope();
        double about = xx - x * x / weight - slope * (tx - t * x / weight);
        return Math.sqrt(Math.max(0, about / weight));
    }

    /** Standard error of the slope if the points scatter by at least that much; 0 if there are too few points. */
    double slopeError(double leastSpread) {
        double spreadOfTimes = weight == 0 ? 0 : tt - t * t / weight;
        return spreadOfTimes <= 0 ? 0 : Math.max(leastSpread, spread()) / Math.sqrt(spreadOfTimes);
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
        return weight == 0 ? 0 : mean() - slope() * t / weight;
    }
}
