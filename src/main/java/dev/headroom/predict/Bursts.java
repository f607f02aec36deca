package dev.headroom.predict;

/**
 * Sudden rises that no growth explains: batch jobs, bursts of requests, steps. Learns at which intervals they come and by how
 * much they rise, and so how likely one is to begin within a horizon. Not thread-safe.
 *
 * <p>An interval that was seen may come again, give or take a share of it; with only a count of bursts they come at
 * random, at the rate at which they came until now.
 */
final class Bursts {

    /** A burst begins where resident memory is beyond what was expected a moment before by this factor. */
    private static final double SUDDEN = 1.12;

    private static final double LEAST_BYTES = 8 << 20;

    /** One burst, not several: nothing begins anew while it lasts. */
    private static final long QUIET_MILLIS = 20_000;

    /** Within this time after its beginning a burst reaches its height. */
    private static final long RISE_MILLIS = 30_000;

    /** A burst is over when resident memory is back by half of its rise. */
    private static final double BACK_SHARE = 0.5;

    private static final int KEPT = 8;
    private static final double JITTER_SHARE = 0.12;
    private static final double JITTER_SECONDS = 5;
    /** A burst that is seen at once is not taken for one of many. */
    private static final double QUIET_PRIOR_SECONDS = 180;

    /** Bursts at random count like so many intervals: one interval alone is no period. */
    private static final double RANDOM_COUNTS = 1.5;

    /** Between two looks 5 s apart up to a third of a short peak was missed. */
    private static final double MOST_MISSED = 1.5;

    private static final double RISE_JITTER = 0.12;

    private final long[] began = new long[KEPT];
    private final float[] rises = new float[KEPT];
    private float from;
    private float reached;
    private boolean settled;
    private boolean back;
    private int cameBack;
    private int count;
    private long watchedFrom;
    private double expected = Double.NaN;

    /** What was really reached over what was seen of it. */
    private double missed = 1.08;

    /** @param quiet what is expected of the next moments without a burst */
    void see(long atMillis, double resident, double quiet) {
        if (watchedFrom == 0) {
            watchedFrom = atMillis;
        }
        int last = Math.floorMod(count - 1, KEPT);
        boolean rising = count > 0 && atMillis - began[last] < RISE_MILLIS;
        if (count > 0 && !rising && !settled) {
            settle(last);
        }
        if (rising) {
            rises[last] = Math.max(rises[last], (float) resident - from);
        }
        if (count > 0 && resident < from + rises[last] * BACK_SHARE && !back) {
            back = true;
            cameBack++;
        }
        boolean sudden = resident > expected * SUDDEN && resident - expected > LEAST_BYTES;
        if (sudden && !(count > 0 && atMillis - began[last] < QUIET_MILLIS)) {
            int next = count++ % KEPT;
            began[next] = atMillis;
            from = (float) expected;
            back = false;
            settled = false;
            reached = 0;
            rises[next] = (float) resident - from;
        }
        expected = quiet;
    }

    /** What a burst reached between two looks. */
    void reached(long atMillis, double bytes) {
        if (count > 0 && !settled && atMillis - began[Math.floorMod(count - 1, KEPT)] < RISE_MILLIS) {
            reached = Math.max(reached, (float) bytes - from);
        }
    }

    /** The rise is over: what was reached is known, or guessed from how much was missed of others. */
    private void settle(int last) {
        settled = true;
        if (reached > rises[last]) {
            missed += (Math.min(MOST_MISSED, reached / rises[last]) - missed) * 0.3;
            rises[last] = reached;
        } else {
            rises[last] *= (float) missed;
        }
    }

    void restart() {
        expected = Double.NaN;
    }

    int count() {
        return count;
    }

    /** Whether one began within (from, to]. */
    boolean beganWithin(long fromMillis, long toMillis) {
        for (int i = 0; i < Math.min(count, KEPT); i++) {
            if (began[i] > fromMillis && began[i] <= toMillis) {
                return true;
            }
        }
        return false;
    }

    /** The probability that one begins within (now, now + horizon]. */
    double probability(long nowMillis, long horizonMillis) {
        if (count == 0) {
            return 0;
        }
        double since = (nowMillis - began[(count - 1) % KEPT]) / 1000.0;
        double seconds = horizonMillis / 1000.0;
        double meets = 0;
        double open = 0;
        int intervals = Math.min(count, KEPT) - 1;
        for (int i = 1; i <= intervals; i++) {
            long later = began[Math.floorMod(count - i, KEPT)];
            long earlier = began[Math.floorMod(count - i - 1, KEPT)];
            double interval = (later - earlier) / 1000.0;
            double jitter = JITTER_SECONDS + interval * JITTER_SHARE;
            open += 1 - normal((since - interval) / jitter);
            meets += normal((since + seconds - interval) / jitter) - normal((since - interval) / jitter);
        }
        double watched = QUIET_PRIOR_SECONDS + (nowMillis - watchedFrom) / 1000.0;
        double atRandom = 1 - Math.exp(-seconds * count / watched);
        return Math.clamp((meets + RANDOM_COUNTS * atRandom) / (open + RANDOM_COUNTS), 0.0, 1.0);
    }

    /**
     * Where a burst would begin: what is expected without one; but while one of the kind that goes back is still on, where
     * that one began.
     */
    double base(double together) {
        boolean on = count > 0 && !back && together > from + rises[(count - 1) % KEPT] * BACK_SHARE;
        return on && cameBack > 0 ? from : together;
    }

    /** The highest rise of one, bytes; 0 if there was none. */
    double highest() {
        float most = 0;
        for (int i = 0; i < Math.min(count, KEPT); i++) {
            most = Math.max(most, rises[i]);
        }
        return most;
    }

    /** The probability that a burst rises by more than this, from the rises that were seen, give or take 10 %. */
    double exceeding(double bytes) {
        double sum = 0;
        int known = Math.min(count, KEPT);
        for (int i = 0; i < known; i++) {
            sum += bytes <= 0 ? 1 : 1 - normal(Math.log(bytes / rises[i]) / RISE_JITTER);
        }
        return known == 0 ? 0 : sum / known;
    }

    private static double normal(double z) {
        // Logistic form, within 0.01 of the normal distribution: enough for an interval that was seen a few times.
        return 1 / (1 + Math.exp(-1.702 * z));
    }
}
