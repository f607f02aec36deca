package dev.headroom.extender.telemetry.names;

import dev.headroom.extender.telemetry.exposition.Series;

/**
 * Which labels say of which container a series is.
 *
 * @param cgroup the label with the cgroup's path, from which the pod's UID is read
 */
public record ContainerLabels(String namespace, String pod, String container, String cgroup) {

    /** The kubelet's. */
    public static final ContainerLabels DEFAULT = new ContainerLabels("namespace", "pod", "container", "id");

    /** @param cgroup two series of one container with different cgroups are of two lives of it; empty if unknown */
    record Key(String namespace, String pod, String container, String cgroup) {

        boolean isNode() {
            return pod.isEmpty() && (cgroup.isEmpty() || cgroup.equals("/"));
        }

        /** The pod's own cgroup, or that of the container which holds its network. */
        boolean isPod() {
            return !pod.isEmpty() && (container.isEmpty() || container.equals("POD"));
        }

        Key container(String newContainer) {
            return new Key(namespace, pod, newContainer, "");
        }
    }

    Key key(Series series) {
        return new Key(series.label(namespace), series.label(pod), series.label(container), series.label(cgroup));
    }
}
