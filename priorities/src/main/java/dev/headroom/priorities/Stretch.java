package dev.headroom.priorities;

import dev.headroom.api.ScorePlugin;

/**
 * Spreads headroom shares over [0, 100]: the best candidate gets 100, and one standard deviation of the forecast is
 * never worth more than one step of the extender's eleven (10 points). So noise stays noise, while differences of ten
 * deviations use the whole scale.
 *
 * <p>A hopelessly overcommitted node must not press all others together: shares further below 0 than the scale has to
 * reach anyway count as its lower end.
 *
 * @param best highest share
 * @param width how far below it the score is 0; greater than 0
 */
record Stretch(double best, double width) {

    /** Kube-scheduler gets 0 to 10. */
    private static final double STEPS = 10;

    /** No node is known better than to 1 %: kernel and daemons are not forecast. */
    private static final double LEAST_DEVIATION = 0.01;

    /** How far below the best a scale that goes below 0 reaches at least. */
    private static final double LEAST_REACH = 0.5;

    /**
     * @param worst lowest share
     * @param deviation mean over the candidates of the forecast's standard deviation as a share of the node's limit
     */
    static Stretch over(double best, double worst, double deviation) {
        double narrowest = STEPS * Math.max(deviation, LEAST_DEVIATION);
        double floor = Math.min(0, best - Math.max(narrowest, LEAST_REACH));
        return new Stretch(best, Math.max(best - Math.max(worst, floor), narrowest));
    }

    /** From {@link ScorePlugin#MAX_SCORE} for the best share down to {@link ScorePlugin#MIN_SCORE}. */
    double score(double share) {
        return ScorePlugin.MAX_SCORE * Math.clamp(1 - (best - share) / width, 0.0, 1.0);
    }
}
