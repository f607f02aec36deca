package dev.headroom.extender.forecast;

import dev.headroom.predict.ContainerSpec;

/**
 * A container that is forecast.
 *
 * @param name unique within its source, for people and as a key
 * @param namespace empty if it is not known; so are pod and container
 * @param workload what it is a replica of, {@code namespace/Kind/name/container}; empty if nothing
 */
public record Subject(
        String name, String namespace, String pod, String container, String workload, ContainerSpec spec) {}
