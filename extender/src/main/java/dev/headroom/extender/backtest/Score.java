package dev.headroom.extender.backtest;

/** How one method did: everything weighted by time. Not thread-safe. */
final class Score {

    private double seconds;
    private double above;
    private double unused;
    private double said;

    /**
     * @param bytes what the method said is enough; NaN if it said nothing, which does not count
     * @param truth the highest memory that came, bytes, &gt; 0
     */
    void add(double weightSeconds, double bytes, double truth) {
        if (Double.isNaN(bytes)) {
            return;
        }
        seconds += weightSeconds;
        said += weightSeconds * bytes;
        if (truth > bytes) {
            above += weightSeconds;
        } else {
            unused += weightSeconds * (1 - truth / bytes);
        }
    }

    void add(Score other) {
        seconds += other.seconds;
        above += other.above;
        unused += other.unused;
        said += other.said;
    }

    double seconds() {
        return seconds;
    }

    Outcome outcome(Method method) {
        boolean known = seconds > 0;
        return new Outcome(
                method.key(),
                known ? above / seconds : Double.NaN,
                known ? unused / seconds : Double.NaN,
                known ? said / seconds : Double.NaN);
    }
}
