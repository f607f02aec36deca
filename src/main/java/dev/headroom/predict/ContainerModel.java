package dev.headroom.predict;

/**
 * The memory model of one container: takes samples in the order of time, forecasts at any moment from what it was
 * told until then. Pure: no I/O, no clock. Not thread-safe; its owner calls it from one thread.
 */
public interface ContainerModel {

    /** Takes what a source said. Samples of different sources may alternate; one older than the last of its source is
     * left out. */
    void observe(Sample sample);

    /** The container's specification is another one, for example after an in-place resize. */
    void respecified(ContainerSpec spec);

    /** A scrape that should have brought a sample at that moment did not: time-out, refused, broken. */
    void missed(long atMillis);

    /**
     * What is to be expected now.
     *
     * @param nowMillis not before the last sample
     * @param horizonMillis 1 s to 1 h
     * @return a forecast with confidence 0 and 0 bytes if nothing is known
     */
    ContainerForecast forecast(long nowMillis, long horizonMillis);

    /**
     * Resident memory once the heap has filled up to its present goal, however long that takes, and nothing else has
     * grown: bytes, within the limit; NaN if nothing is known.
     */
    double plateauBytes();

    /** Resident memory as it is believed to be now, bytes; NaN if nothing is known. */
    double levelBytes();
}
