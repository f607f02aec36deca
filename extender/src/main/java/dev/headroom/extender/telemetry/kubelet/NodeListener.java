package dev.headroom.extender.telemetry.kubelet;

/** Is told which nodes there are, as the watch sees them. Thread-safe. */
public interface NodeListener {

    /** A node with an address; told again when it changes. */
    void appeared(KubeletTarget node);

    void disappeared(String node);
}
