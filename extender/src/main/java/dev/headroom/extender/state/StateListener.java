package dev.headroom.extender.state;

import dev.headroom.predict.Sample;

/** Is told, on the writer thread, what became of pods: implementations only put it into a queue, or are as quick. */
public interface StateListener {

    /** The pod was first seen bound. */
    void bound(String podUid, String node);

    /** The pod was deleted or has finished. */
    void gone(String podUid);

    /** A sample of a container was taken in: of each one, as soon as its model knows it. */
    default void measured(MeasuredContainer container, Sample sample) {}
}
