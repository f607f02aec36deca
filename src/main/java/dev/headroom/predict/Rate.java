package dev.headroom.predict;

/** The rate of a counter, smoothed exponentially; a counter that falls was reset. Not thread-safe. */
final class Rate {

    private final double halfLifeSeconds;
    private double last = Double.NaN;
    private long lastMillis;
    private double amount;
    private double seconds;

    Rate(double halfLifeSeconds) {
        this.halfLifeSeconds = halfLifeSeconds;
    }

    /** @param counter NaN says nothing */
    void add(long atMillis, double counter) {
        if (Double.isNaN(counter)) {
            return;
        }
        double dt = (atMillis - lastMillis) / 1000.0;
        if (!Double.isNaN(last) && dt > 0) {
            double fade = Math.pow(2, -dt / halfLifeSeconds);
            amount *= fade;
            seconds *= fade;
            if (counter >= last) {
                amount += counter - last;
                seconds += dt;
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
        return seconds > 0 ? amount / seconds : 0;
    }
}
