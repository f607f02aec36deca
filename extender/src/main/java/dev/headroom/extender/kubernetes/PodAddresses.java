package dev.headroom.extender.kubernetes;

import dev.headroom.extender.telemetry.join.AddressListener;
import dev.headroom.extender.telemetry.join.PodRef;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;

/** Tells by what a series can name each pod. Called by one thread at a time. */
final class PodAddresses implements ResourceEventHandler<Pod> {

    private static final String ALWAYS = "Always";

    private final AddressListener listener;

    PodAddresses(AddressListener listener) {
        this.listener = listener;
    }

    @Override
    public void onAdd(Pod pod) {
        listener.podAppeared(reference(pod), address(pod));
    }

    @Override
    public void onUpdate(Pod before, Pod pod) {
        // Another pod of the same name, whose predecessor's deletion a broken watch did not show.
        if (!before.getMetadata().getUid().equals(pod.getMetadata().getUid())) {
            listener.podGone(before.getMetadata().getUid());
        }
        onAdd(pod);
    }

    @Override
    public void onDelete(Pod pod, boolean finalStateUnknown) {
        listener.podGone(pod.getMetadata().getUid());
    }

    private static PodRef reference(Pod pod) {
        List<String> running = new ArrayList<>();
        for (Container container : pod.getSpec().getInitContainers()) {
            if (ALWAYS.equals(container.getRestartPolicy())) {
                running.add(container.getName());
            }
        }
        for (Container container : pod.getSpec().getContainers()) {
            running.add(container.getName());
        }
        String node = pod.getSpec().getNodeName();
        return new PodRef(
                pod.getMetadata().getUid(),
                pod.getMetadata().getNamespace(),
                pod.getMetadata().getName(),
                node == null ? "" : node,
                running,
                createdAt(pod));
    }

    private static String address(Pod pod) {
        String address = pod.getStatus() == null ? null : pod.getStatus().getPodIP();
        return address == null ? "" : address;
    }

    private static long createdAt(Pod pod) {
        String text = pod.getMetadata().getCreationTimestamp();
        try {
            return text == null ? 0 : Instant.parse(text).toEpochMilli();
        } catch (DateTimeParseException e) {
            return 0;
        }
    }
}
