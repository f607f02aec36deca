package dev.headroom.extender.timeline;

/** Makes shares of time from a counter of seconds that were waited. Not thread-safe. */
final class Waits {

    private long atMillis;
    private double seconds = Double.NaN;

    /**
     * @param counter in seconds; NaN unknown
     * @return share of the time since the last counter, 0 to 1; NaN if that is not known, as after a restart
     */
    double share(long nowMillis, double counter) {
        if (Double.isNaN(counter) || nowMillis <= atMillis) {
            return Double.NaN;
        }
        double share = (counter - seconds) * 1000 / (nowMillis - atMillis);
        atMillis = nowMillis;
        seconds = counter;
        return share >= 0 ? Math.min(1, share) : Double.NaN;
    }
}
