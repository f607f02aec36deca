package dev.headroom.predict;

/** Mean and standard deviation of what was observed, by B. P. Welford's method (1962). Not thread-safe. */
final class QosResponseFit {

    private long count;
    private double mean;
    private double squares;

    void add(double value) {
        count++;
        double before = value - mean;
        mean += before / count;
        squares += before * (value - mean);
    }

    long count() {
        return count;
    }

    /** 0 without an observation. */
    double mean() {
        return mean;
    }

    /** Of the sample; 0 for fewer than two observations. */
    double deviation() {
        return count < 2 ? 0 : Math.sqrt(squares / (count - 1));
    }
}
