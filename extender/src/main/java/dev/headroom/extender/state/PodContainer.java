package dev.headroom.extender.state;

import dev.headroom.predict.ContainerSpec;

/** A container of a pod by its name, and what is written down about it. */
public record PodContainer(String name, ContainerSpec spec) {}
