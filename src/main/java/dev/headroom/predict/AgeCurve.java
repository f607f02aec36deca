package dev.headroom.predict;

import java.util.Arrays;

/**
 * How much the replicas of a workload hold at which age, so that a start is recognised as one and not averaged into
 * what comes after it. Not thread-safe.
 */
final class AgeCurve {

    /** Ends of the ages' ranges, seconds; the last one has none. */
    private static final double[] ENDS = {15, 30, 60, 120, 180, 300, 600};

    /** An older replica counts this much less than the one after it. */
    private static final double FADE = 0.8;

    private final float[] logs = new float[ENDS.length + 1];
    private final float[] weights = new float[ENDS.length + 1];

    /** A replica held at most so much at that age. @param weight 1 for a replica's whole range */
    void add(double ageSeconds, double bytes, double weight) {
        int at = range(ageSeconds);
        float fade = (float) Math.pow(FADE, weight);
        logs[at] = (float) (logs[at] * fade + weight * Math.log(Math.max(1, bytes)));
        weights[at] = (float) (weights[at] * fade + weight);
    }

    /** The highest of what replicas hold between two ages, bytes; 0 if nothing is known of them. */
    double highest(double fromSeconds, double toSeconds) {
        double most = 0;
        for (int at = range(fromSeconds); at <= range(toSeconds); at++) {
            if (weights[at] > 0) {
                most = Math.max(most, Math.exp(logs[at] / weights[at]));
            }
        }
        return most;
    }

    void clear() {
        Arrays.fill(logs, 0);
        Arrays.fill(weights, 0);
    }

    private static int range(double ageSeconds) {
        int at = 0;
        while (at < ENDS.length && ageSeconds > ENDS[at]) {
            at++;
        }
        return at;
    }
}
