package dev.headroom.extender.state;

/** Is told, on the writer thread, what became of pods: implementations only put it into a queue. */
public interface StateListener {

    /** The pod was first seen bound. */
    void bound(String podUid, String node);

    /** The pod was deleted or has finished. */
    void gone(String podUid);
}
