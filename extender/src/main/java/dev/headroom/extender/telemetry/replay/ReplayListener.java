package dev.headroom.extender.telemetry.replay;

import dev.headroom.predict.Sample;

/** Is told what was recorded, in the order of time. Times are epoch milliseconds. */
public interface ReplayListener {

    /** The first thing that is told of a container. */
    void appeared(RecordedTarget target, long atMillis);

    /** A source said something about a container: the program itself, or the kubelet. An empty sample has problems. */
    void sampled(RecordedTarget target, Sample sample);

    /** A scrape was due and brought nothing. */
    void missed(RecordedTarget target, long atMillis);

    /** Everything of this instant that is about the container was told: now a forecast can be made. */
    void instant(RecordedTarget target, long atMillis);

    /** Nothing more will be told of a container. */
    void gone(RecordedTarget target, long atMillis);
}
