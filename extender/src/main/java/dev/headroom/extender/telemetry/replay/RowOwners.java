package dev.headroom.extender.telemetry.replay;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which target a row of the kubelet's is about. Immutable. */
public final class RowOwners {

    private record Container(String namespace, String pod, String name) {}

    private final Map<Container, RecordedTarget> owners = new HashMap<>();

    public RowOwners(Collection<RecordedTarget> targets) {
        Map<Container, Integer> containersOfPods = new HashMap<>();
        for (RecordedTarget target : targets) {
            if (!target.kubelet()) {
                owners.put(new Container(target.namespace(), target.pod(), target.container()), target);
                containersOfPods.merge(new Container(target.namespace(), target.pod(), ""), 1, Integer::sum);
            }
        }
        for (RecordedTarget target : targets) {
            // The pod's row is the container's if the pod has no other.
            Container pod = new Container(target.namespace(), target.pod(), "");
            if (!target.kubelet() && containersOfPods.getOrDefault(pod, 0) == 1) {
                owners.putIfAbsent(pod, target);
            }
        }
    }

    /** Null if it is about none. */
    public @Nullable RecordedTarget of(String namespace, String pod, String container) {
        return owners.get(new Container(namespace, pod, container));
    }
}
