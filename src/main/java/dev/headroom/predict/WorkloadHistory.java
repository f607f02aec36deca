package dev.headroom.predict;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the replicas of one workload showed, beyond the life of any of them: a histogram of the highest resident memory
 * of every 5 minutes, whose entries fade, and how memory depends on age. Keyed by workload, so that it survives
 * restarts and rollouts. About 2 KiB. Not thread-safe.
 *
 * <p>What a container says about itself is a claim: a replica's value is held within ±10 % of the median of the others.
 */
public final class WorkloadHistory {

    /** The length of a peak's window. */
    public static final long WINDOW_MILLIS = 300_000;

    private static final double HALF_LIFE_HOURS = 36;
    private static final double TRUST = 0.10;
    private static final int MOST_REPLICAS = 32;
    private static final int BINS = 284;
    private static final double LOG_STEP = Math.log(1.05);
    private static final double SMALLEST = 1 << 20;

    private final float[] weights = new float[BINS];
    private final AgeCurve curve = new AgeCurve();
    private final Map<String, Double> latest = new LinkedHashMap<>();
    private long fadedAt;

    /** A replica's highest resident memory of a window that has ended. */
    public void peak(String replica, long atMillis, double bytes) {
        fade(atMillis);
        double believed = believed(replica, bytes);
        weights[bin(believed)] += 1;
        remember(replica, believed);
    }

    /** A replica holds so much at that age. @param seconds for how long it was looked at */
    void seen(String replica, double ageSeconds, double bytes, double seconds) {
        curve.add(ageSeconds, believed(replica, bytes), Math.min(1, seconds / 15));
        if (!latest.containsKey(replica)) {
            remember(replica, bytes);
        }
    }

    /** Whether no replica ever showed anything. */
    public boolean isEmpty() {
        return latest.isEmpty();
    }

    /** Whether another replica than this one showed something. */
    boolean knowsOthersThan(String replica) {
        return latest.size() > (latest.containsKey(replica) ? 1 : 0);
    }

    public int replicas() {
        return latest.size();
    }

    /** What replicas reach between two ages, bytes; 0 unknown. */
    double highestAtAge(double fromSeconds, double toSeconds) {
        return curve.highest(fromSeconds, toSeconds);
    }

    /**
     * The quantile of the peaks of 5 minutes, bytes; 0 if there were none. Half-life 36 h.
     *
     * @param probability 0 to 1
     */
    public double quantile(double probability) {
        double all = 0;
        for (float weight : weights) {
            all += weight;
        }
        double sum = 0;
        for (int i = 0; i < BINS && all > 0; i++) {
            sum += weights[i];
            if (sum >= probability * all && weights[i] > 0) {
                return SMALLEST * Math.exp((i + 0.5) * LOG_STEP);
            }
        }
        return 0;
    }

    private double believed(String replica, double bytes) {
        double[] others = latest.entrySet().stream()
                .filter(entry -> !entry.getKey().equals(replica))
                .mapToDouble(Map.Entry::getValue)
                .sorted()
                .toArray();
        if (others.length == 0) {
            return bytes;
        }
        double median = others[others.length / 2];
        return Math.clamp(bytes, median * (1 - TRUST), median * (1 + TRUST));
    }

    private void remember(String replica, double bytes) {
        latest.remove(replica);
        latest.put(replica, bytes);
        if (latest.size() > MOST_REPLICAS) {
            latest.remove(latest.keySet().iterator().next());
        }
    }

    private void fade(long atMillis) {
        if (fadedAt > 0 && atMillis > fadedAt) {
            float share = (float) Math.pow(2, -(atMillis - fadedAt) / 3.6e6 / HALF_LIFE_HOURS);
            for (int i = 0; i < BINS; i++) {
                weights[i] *= share;
            }
        }
        fadedAt = Math.max(fadedAt, atMillis);
    }

    /** Forgets everything. */
    public void clear() {
        Arrays.fill(weights, 0);
        latest.clear();
    }

    private static int bin(double bytes) {
        return Math.clamp((int) (Math.log(Math.max(bytes, SMALLEST) / SMALLEST) / LOG_STEP), 0, BINS - 1);
    }
}
