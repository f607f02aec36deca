package dev.headroom.predict;

/**
 * The distribution of the highest resident memory of a horizon: what the experts say, give or take how far off they were,
 * and with some probability a burst on top. Immutable while nothing is observed.
 *
 * @param floor less does not come: what is there now, bytes
 * @param together what the experts say together, bytes
 * @param quiet what those say who do not expect again what was there before: on this a burst comes, bytes
 * @param residuals how far off that was
 * @param burst probability of a burst
 * @param bursts by how much they rise
 * @param scale the error that is to be expected, in logarithms: the unit of the residuals
 */
record Outcome(
        double floor, double together, double quiet, Residuals residuals, double burst, Bursts bursts, double scale) {

    private static final int BISECTIONS = 30;
    private static final double MOST_OF_TOGETHER = 4;
    private static final double MOST_OF_BURSTS = 1.5;

    /** The value that is not exceeded with that probability, bytes. */
    double quantile(double probability) {
        double low = floor;
        double high =
                Math.max(floor, Math.max(together * MOST_OF_TOGETHER, together + bursts.highest() * MOST_OF_BURSTS));
        for (int i = 0; i < BISECTIONS && high - low > 1024; i++) {
            double middle = (low + high) / 2;
            if (exceeding(middle) > 1 - probability) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }

    /** The probability that more than this comes. */
    double exceeding(double bytes) {
        double without = residuals.exceeding(Math.log(bytes / Math.max(1, together)) / scale);
        return burst == 0 ? without : without + (1 - without) * burst * bursts.exceeding(bytes - bursts.base(quiet));
    }

    /** The same past errors about another middle. @param now what is there now, bytes */
    Outcome about(double other, double now) {
        double wider = Math.max(scale, Track.scale(now, other, other));
        return new Outcome(floor, other, Math.min(quiet, other), residuals, burst, bursts, wider);
    }

    /** The same if what is expected were no more than this, bytes. */
    Outcome atMost(double most) {
        return new Outcome(floor, Math.min(most, together), Math.min(most, quiet), residuals, burst, bursts, scale);
    }

    Outcome withoutBursts() {
        return new Outcome(floor, together, quiet, residuals, 0, bursts, scale);
    }
}
