package dev.headroom.predict;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.SequencedSet;

/**
 * What the replicas of one workload showed, beyond the life of any of them: a histogram of the highest resident memory
 * of every 5 minutes, whose entries fade, and how memory depends on age. Keyed by workload, so that it survives
 * restarts and rollouts. About 2 KiB. Not thread-safe.
 *
 * <p>What a container says about itself is a claim: a replica's value is held within ±10 % of the median of all.
 */
public final class WorkloadHistory {

    /** The length of a peak's window. */
    public static final long WINDOW_MILLIS = 300_000;

    private static final double HALF_LIFE_HOURS = 36;
    private static final double TRUST = 0.10;
    private static final int MOST_REPLICAS = 32;

    /** A replica whose last window ended longer ago has no say: it may be of another version, or gone. */
    private static final long ALIVE_MILLIS = 2 * WINDOW_MILLIS;

    private static final int BINS = 284;
    private static final double LOG_STEP = Math.log(1.05);
    private static final double SMALLEST = 1 << 20;

    private final float[] weights = new float[BINS];
    private final AgeCurve curve = new AgeCurve();
    private final Map<String, Claim> latest = new LinkedHashMap<>();
    private final SequencedSet<String> known = new LinkedHashSet<>();
    private long fadedAt;

    /** A replica's highest resident memory of a window that has ended. */
    public void peak(String replica, long atMillis, double bytes) {
        fade(atMillis);
        remember(replica, new Claim(bytes, atMillis));
        weights[bin(believed(bytes, atMillis))] += 1;
    }

    /** A replica holds so much at that age. @param seconds for how long it was looked at */
    void seen(String replica, double ageSeconds, double bytes, double seconds) {
        double usual = curve.highest(ageSeconds, ageSeconds);
        boolean claims = usual > 0 && knowsOthersThan(replica);
        double believed = claims ? Math.clamp(bytes, usual * (1 - TRUST), usual * (1 + TRUST)) : bytes;
        curve.add(ageSeconds, believed, Math.min(1, seconds / 15));
        know(replica);
    }

    /** Whether no replica ever showed anything. */
    public boolean isEmpty() {
        return known.isEmpty() && latest.isEmpty();
    }

    /** Whether another replica than this one showed something. */
    boolean knowsOthersThan(String replica) {
        return known.size() > (known.contains(replica) ? 1 : 0);
    }

    public int replicas() {
        return known.size();
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

    /** Held within ±10 % of the lower median of what all that are alive claim; alone a replica is believed. */
    private double believed(double bytes, long atMillis) {
        double[] claims = latest.values().stream()
                .filter(claim -> atMillis - claim.atMillis() <= ALIVE_MILLIS)
                .mapToDouble(Claim::bytes)
                .sorted()
                .toArray();
        double median = claims[(claims.length - 1) / 2];
        return Math.clamp(bytes, median * (1 - TRUST), median * (1 + TRUST));
    }

    private void know(String replica) {
        known.add(replica);
        if (known.size() > MOST_REPLICAS) {
            known.removeFirst();
        }
    }

    private void remember(String replica, Claim claim) {
        latest.remove(replica);
        latest.put(replica, claim);
        know(replica);
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
        known.clear();
        curve.clear();
    }

    private record Claim(double bytes, long atMillis) {}

    private static int bin(double bytes) {
        return Math.clamp((int) (Math.log(Math.max(bytes, SMALLEST) / SMALLEST) / LOG_STEP), 0, BINS - 1);
    }
}
