package dev.headroom.predict;

/**
 * How something grows: quickly where a new trend stands out, steadily where the last minutes agree. A trend that has
 * lasted for a time is expected to last as long again and no longer (the median of a lifetime of which only the age is
 * known), so a young one is not drawn far. Not thread-safe.
 */
final class Growth {

    private static final double QUICK_SECONDS = 12;
    private static final double STEADY_SECONDS = 60;

    /** Where points are rare, half-lives of so many of them. */
    private static final double QUICK_POINTS = 1.2;

    private static final double STEADY_POINTS = 3;

    /** A trend of less than this share per second is none. */
    private static final double LEAST_SHARE = 2e-5;

    /** What grows from the first moment on is a start, and most starts end: their growth counts from here on. */
    private static final long START_MILLIS = 40_000;

    /** A turn: the quick slope is off the steady one by so many of its errors. */
    private static final double APART = 2.5;

    private final Trend quick = new Trend();
    private final Trend steady = new Trend();
    private final double noiseShare;
    private double spacing;
    private long first;
    private long since;
    private long last;
    private int sign;

    /** @param noiseShare noise below this share of the level is taken for granted */
    Growth(double noiseShare) {
        this.noiseShare = noiseShare;
    }

    void add(long atMillis, double value, double scale) {
        first = last == 0 ? atMillis : first;
        spacing = last == 0 ? spacing : spacing + ((atMillis - last) / 1000.0 - spacing) * 0.5;
        quick.add(atMillis, value, Math.max(QUICK_SECONDS, QUICK_POINTS * spacing));
        steady.add(atMillis, value, Math.max(STEADY_SECONDS, STEADY_POINTS * spacing));
        double noise = scale * noiseShare;
        if (Math.abs(quick.slope() - steady.slope()) > APART * quick.slopeError(noise)) {
            // What was before the turn says nothing of what comes.
            steady.become(quick);
        }
        double slope = perSecond(scale);
        int now = Math.abs(slope) < LEAST_SHARE * scale ? 0 : slope > 0 ? 1 : -1;
        if (now != sign || last == 0) {
            sign = now;
            // A trend shows some points after it began.
            since = now == 0 || last == 0 ? atMillis : atMillis - (long) (QUICK_SECONDS * 1000);
            since = Math.max(since, first + START_MILLIS);
        }
        last = atMillis;
    }

    void forget() {
        quick.forget();
        steady.forget();
        last = 0;
        sign = 0;
    }

    /** Per second, as far as it stands out of the noise. @param scale what the noise is measured by */
    double perSecond(double scale) {
        double noise = scale * noiseShare;
        double slope = steady.sureSlope(noise);
        // A trend that slackens is on its way to its end.
        double slackens = Math.max(0, quick.slope() + quick.slopeError(noise));
        return slope > 0 ? Math.min(slope, slackens) : slope;
    }

    /** By how much it will have grown after that time, or less, if the trend is young. */
    double within(double seconds, long nowMillis, double scale) {
        return perSecond(scale) * effective(seconds, nowMillis);
    }

    /** For how much of that time the trend is expected to go on. */
    double effective(double seconds, long nowMillis) {
        return Math.min(seconds, Math.max(0, (nowMillis - since) / 1000.0));
    }

    /** For how long the trend has lasted, seconds; 0 without one. */
    double lasted(long nowMillis) {
        return sign == 0 ? 0 : Math.max(0, (nowMillis - since) / 1000.0);
    }
}
