package dev.headroom.priorities;

/**
 * What a node scores of which a plugin knows nothing: the mean of the others, so that what is missing neither draws pods
 * nor drives them away.
 */
final class Neutral {

    /** The raw score of such a node; all others are at least 0. */
    static final double UNKNOWN = -1;

    private static final double MIDDLE = 50;

    private Neutral() {}

    /** Replaces {@link #UNKNOWN} in place; if nothing else is there, by the middle of the scale. */
    static void fill(double[] scores) {
        double sum = 0;
        int known = 0;
        for (double score : scores) {
            if (score >= 0) {
                sum += score;
                known++;
            }
        }
        double mean = known == 0 ? MIDDLE : sum / known;
        for (int i = 0; i < scores.length; i++) {
            scores[i] = scores[i] >= 0 ? scores[i] : mean;
        }
    }
}
