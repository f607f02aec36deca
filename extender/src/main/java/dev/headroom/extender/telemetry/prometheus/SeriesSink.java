package dev.headroom.extender.telemetry.prometheus;

/** Takes what an answer brings, while it is read. Until the answer is whole, nothing of it may be believed. */
interface SeriesSink {

    /** A series begins; its points follow. @param labels valid until the next series */
    void series(LabelRow labels);

    /**
     * A point of the series.
     *
     * @param atMillis epoch milliseconds of the evaluation
     * @param value NaN and infinities included
     */
    void point(long atMillis, double value);
}
