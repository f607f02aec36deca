package dev.headroom.extender.telemetry;

import dev.headroom.predict.Sample;

/**
 * What a source said about one container.
 *
 * @param podUid empty if the source does not know it
 * @param container empty if the sample is of the whole pod, or the source does not know
 */
public record ContainerSample(String podUid, String namespace, String pod, String container, Sample sample) {}
