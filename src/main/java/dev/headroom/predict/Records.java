package dev.headroom.predict;

/**
 * For how long resident memory has been setting records: a load that comes and goes has been this high before, a leak never
 * has. Not thread-safe.
 */
final class Records {

    private static final double BEYOND = 1.005;

    /** A heap that fills up slowly sets records with pauses between them. */
    private static final long PAUSE_MILLIS = 60_000;

    private double highest;
    private long since;
    private long last;

    void add(long atMillis, double bytes) {
        if (bytes > highest * BEYOND) {
            if (atMillis - last > PAUSE_MILLIS) {
                since = atMillis;
            }
            highest = bytes;
            last = atMillis;
        }
    }

    /** Seconds since the present run of records began; 0 if the last one is a while ago. */
    double lasted(long nowMillis) {
        return last == 0 || nowMillis - last > PAUSE_MILLIS ? 0 : Math.max(0, nowMillis - since) / 1000.0;
    }

    /**
     * What is expected instead of growth to {@code bytes}: up to the record in full, beyond it as long as records have been
     * set.
     */
    double tamed(double now, double bytes, double seconds, long nowMillis) {
        double known = Math.max(now, highest);
        return bytes <= known ? bytes : known + (bytes - known) * Math.min(1, lasted(nowMillis) / seconds);
    }

    void forget() {
        highest = 0;
        last = 0;
    }
}
