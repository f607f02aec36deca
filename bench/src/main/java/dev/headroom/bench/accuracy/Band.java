package dev.headroom.bench.accuracy;

/**
 * What one method says at one moment, in bytes.
 *
 * @param p50 median of the highest resident memory within the horizon; NaN unknown
 * @param p95 its 95 % quantile; equal to {@code p50} for methods that know one number
 */
record Band(double p50, double p95) {

    static final Band UNKNOWN = new Band(Double.NaN, Double.NaN);

    static Band of(double bytes) {
        return new Band(bytes, bytes);
    }
}
