package dev.headroom.bench.accuracy;

import dev.headroom.predict.Sample;

/** A forecast that knows one number: the simple ways with which the model is compared. Not thread-safe. */
interface Baseline {

    /**
     * A scrape came.
     *
     * @param resident resident memory in bytes, never NaN
     */
    void observe(long atMillis, double resident, Sample sample);

    /** The highest resident memory to be expected, in bytes; NaN before the first scrape. */
    double bytes(long nowMillis);
}
