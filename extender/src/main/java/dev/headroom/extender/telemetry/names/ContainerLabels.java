package dev.headroom.extender.telemetry.names;

import dev.headroom.extender.telemetry.exposition.Series;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which labels say of which container a series is.
 *
 * @param cgroup the label with the cgroup's path, from which the pod's UID is read
 */
public record ContainerLabels(String namespace, String pod, String container, String cgroup) {

    /** The kubelet's. */
    public static final ContainerLabels DEFAULT = new ContainerLabels("namespace", "pod", "container", "id");

    // kubepods-burstable-pod0a1b..._....slice under systemd, kubepods/burstable/pod0a1b...-... under cgroupfs; static
    // pods have 32 digits without any mark between them.
    private static final Pattern UID = Pattern.compile(
            "pod([0-9a-f]{8}[-_][0-9a-f]{4}[-_][0-9a-f]{4}[-_][0-9a-f]{4}[-_][0-9a-f]{12}|[0-9a-f]{32})(?=[./]|$)");

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

    /** The UID of the pod whose cgroup this is; empty if the path does not say. */
    static String podUid(String cgroup) {
        Matcher uid = UID.matcher(cgroup);
        return uid.find() ? uid.group(1).replace('_', '-') : "";
    }
}
