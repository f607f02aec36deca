package dev.headroom.bench.accuracy;

/**
 * A forecast that is judged.
 *
 * @param truth the highest resident memory within the horizon that began with it, bytes
 */
record Instant(Moment moment, double truth) {

    /** |p50 − truth| / truth; 1 where the method knew nothing. */
    double error(Method method) {
        double p50 = moment.band(method).p50();
        return Double.isNaN(p50) ? 1 : Math.abs(p50 - truth) / truth;
    }

    /** The 95 % quantile; 0 where the method knew nothing. */
    double p95(Method method) {
        double p95 = moment.band(method).p95();
        return Double.isNaN(p95) ? 0 : p95;
    }

    boolean isCovered() {
        return truth <= p95(Method.HEADROOM);
    }
}
