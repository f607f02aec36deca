package dev.headroom.extender.verbs;

import dev.headroom.api.PodInfo;

/**
 * The pod of a request.
 *
 * @param pod its forecast is not yet known
 * @param preempts whether it may evict pods of lower priority: its {@code preemptionPolicy} is not {@code Never}
 */
record PodRequest(PodInfo pod, boolean preempts) {}
