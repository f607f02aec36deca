package dev.headroom.predict;

import java.util.Arrays;

/**
 * What came after moments like this one: load that comes and goes, batches and bursts look before they begin as they
 * looked before. The last 21 minutes of resident memory in steps of 5 s; the past 100 s are compared with
 * every earlier one, and what followed the most similar ones is expected again. Not thread-safe; 0.5 KiB.
 */
final class Recurrence {

    private static final int KEPT = 256;
    private static final long STEP_MILLIS = 5_000;

    /** So many steps have to look alike. */
    private static final int ALIKE = 20;

    /** Moments so close are the same moment. */
    private static final int APART = 6;

    private static final int MOST_GAP = 24;

    /** Mean distance in logarithms at which an earlier moment counts e times less than the most similar one. */
    private static final double TOLERANCE = 0.02;

    /** Beyond this nothing is alike. */
    private static final double UNLIKE = 0.25;

    /** Steps of the logarithm: 0.02 % of 1 MiB to 1 TiB. */
    private static final double LEVELS = 4600;

    private static final double LEAST_BYTES = 1 << 20;

    private final char[] levels = new char[KEPT];
    private int next;
    private int size;
    private long slot;

    void add(long atMillis, double bytes) {
        long now = atMillis / STEP_MILLIS;
        char level = (char) Math.clamp(Math.log(Math.max(1, bytes / LEAST_BYTES)) * LEVELS, 0, Character.MAX_VALUE);
        if (size > 0 && now == slot) {
            int last = Math.floorMod(next - 1, KEPT);
            levels[last] = (char) Math.max(levels[last], level);
            return;
        }
        if (size > 0 && now - slot > MOST_GAP) {
            size = 0;
        }
        for (long missing = size == 0 ? now : slot + 1; missing <= now; missing++) {
            levels[next] = level;
            next = (next + 1) % KEPT;
            size = Math.min(KEPT, size + 1);
        }
        slot = now;
    }

    /** The highest of such a time after moments like this one, bytes; NaN if there were none. */
    double ahead(double seconds) {
        int steps = (int) Math.max(1, Math.round(seconds * 1000 / STEP_MILLIS));
        double[] distances = new double[size];
        Arrays.fill(distances, Double.MAX_VALUE);
        double best = UNLIKE;
        for (int lag = Math.max(steps, APART); lag <= size - ALIKE; lag++) {
            distances[lag] = distance(lag);
            best = Math.min(best, distances[lag]);
        }
        double sum = 0;
        double weight = 0;
        for (int lag = 0; lag < size; lag++) {
            if (distances[lag] < UNLIKE) {
                double alike = Math.exp((best - distances[lag]) / TOLERANCE);
                sum += alike * highest(lag, steps);
                weight += alike;
            }
        }
        return weight == 0 ? Double.NaN : LEAST_BYTES * Math.exp(sum / weight / LEVELS);
    }

    private double distance(int lag) {
        int sum = 0;
        for (int i = 1; i <= ALIKE; i++) {
            sum += Math.abs(level(i) - level(lag + i));
        }
        return sum / LEVELS / ALIKE;
    }

    private int highest(int lag, int steps) {
        int most = 0;
        for (int i = 0; i < steps; i++) {
            most = Math.max(most, level(lag - i));
        }
        return most;
    }

    /** The level so many steps ago; 1 is the newest. */
    private int level(int ago) {
        return levels[Math.floorMod(next - ago, KEPT)];
    }
}
