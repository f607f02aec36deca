package dev.headroom.predict;

/** The rate of a counter, smoothed exponentially; a counter that falls was reset. Not thread-safe. */
final class Rate {

    private final float halfLifeSeconds;

    // Of what was counted since; the counter itself may be too large for single precision.
    private float amount;
    private float seconds;
    private double last = Double.NaN;
    private long lastMillis;

    Rate(double halfLifeSeconds) {
        this.halfLifeSeconds = (float) halfLifeSeconds;
    }

    /** @param counter NaN says nothing */
    void add(long atMillis, double counter) {
        if (Double.isNaN(counter)) {
            return;
        }
        double dt = (atMillis - lastMillis) / 1000.0;
        if (!Double.isNaN(last) && dt > 0) {
            float fade = (float) Math.pow(2, -dt / halfLifeSeconds);
            amount *= fade;
            seconds *= fade;
            if (counter >= last) {
                amount += (float) (counter - last);
                seconds += (float) dt;
            }
        }
        last = counter;
        lastMillis = atMillis;
    }

    /** Whether the counter is below what it was: a new process. */
    boolean isReset(double counter) {
        return counter < last;
    }

    void forget() {
        last = Double.NaN;
        amount = 0;
        seconds = 0;
    }

    boolean isKnown() {
        return seconds > 0;
    }

    /** Per second; 0 while nothing is known. */
    double perSecond() {
        return seconds > 0 ? (double) amount / seconds : 0;
    }
}
