package dev.headroom.extender.telemetry.replay;

import dev.headroom.predict.ContainerSpec;

/**
 * An entry of {@code targets.json}: a container, or the kubelet's figures about the others.
 *
 * @param name unique in its file; the folder of its scrapes
 * @param url where it is scraped; empty if the file does not say
 * @param namespace empty if the file does not say; so are pod, container and node
 * @param workload what it is a replica of, {@code namespace/Kind/name/container}; empty if nothing
 * @param kubelet whether its scrapes are cAdvisor's, about the other entries
 */
public record RecordedTarget(
        String name,
        String url,
        String namespace,
        String pod,
        String container,
        String node,
        String workload,
        ContainerSpec spec,
        boolean kubelet) {

    /** A program of which nothing is known but where it answers. */
    static RecordedTarget at(String url) {
        return new RecordedTarget(url, url, "", "", "", "", "", ContainerSpec.UNKNOWN, false);
    }
}
