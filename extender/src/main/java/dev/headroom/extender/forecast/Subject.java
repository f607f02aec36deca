package dev.headroom.extender.forecast;

import dev.headroom.predict.ContainerSpec;

/**
 * A container that is forecast.
 *
 * @param name unique within its source, for people and as a key
 * @param namespace empty if it is not known; so are pod and container
 * @param workload what it is a replica of, {@code namespace/Kind/name/container}; empty if nothing
 * @param node where it runs; empty if it is not known
 */
public record Subject(
        String name, String namespace, String pod, String container, String workload, ContainerSpec spec, String node) {

    /** A container of which nobody said where it runs. */
    public Subject(String name, String namespace, String pod, String container, String workload, ContainerSpec spec) {
        this(name, namespace, pod, container, workload, spec, "");
    }
}
