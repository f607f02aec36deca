package dev.headroom.extender.telemetry;

/** Is told what a monitoring server or a kubelet measured. Called by several threads. */
public interface MonitoringListener {

    /** A container was measured. Of one container and origin in the order of time. */
    void measured(ContainerSample sample);

    /** A node was measured. */
    void measured(NodeSample sample);

    /** A container was measured in the past: told oldest first, before anything of the present. */
    void remembered(ContainerSample sample);

    /** A node was measured in the past: told once, after the containers. */
    void remembered(NodePast past);
}
