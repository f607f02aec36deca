package dev.headroom.extender.kubernetes;

import dev.headroom.api.PodInfo;
import dev.headroom.extender.pod.BadValues;
import dev.headroom.extender.state.StateEvent;
import dev.headroom.extender.telemetry.Target;
import dev.headroom.extender.telemetry.TargetListener;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Turns pods into events and scrape targets. Called by one thread at a time. */
final class PodHandler implements ResourceEventHandler<Pod> {

    private final Consumer<StateEvent> events;
    private final TargetListener targets;
    private final BadValueLog badValues;
    private final Runnable listed;
    private final Map<String, Target> told = new HashMap<>();

    PodHandler(Consumer<StateEvent> events, TargetListener targets, BadValueLog badValues, Runnable listed) {
        this.events = events;
        this.targets = targets;
        this.badValues = badValues;
        this.listed = listed;
    }

    @Override
    public void onAdd(Pod pod) {
        applied(pod);
    }

    @Override
    public void onUpdate(Pod before, Pod pod) {
        String uid = before.getMetadata().getUid();
        // Another pod of the same name, whose predecessor's deletion a broken watch did not show.
        if (!uid.equals(pod.getMetadata().getUid())) {
            gone(uid);
        }
        applied(pod);
    }

    @Override
    public void onDelete(Pod pod, boolean finalStateUnknown) {
        gone(pod.getMetadata().getUid());
    }

    @Override
    public void onList(String resourceVersion, boolean remainedEmpty) {
        listed.run();
    }

    private void applied(Pod pod) {
        String uid = pod.getMetadata().getUid();
        BadValues bad = badValues.of(
                uid,
                "Pod " + pod.getMetadata().getNamespace() + "/"
                        + pod.getMetadata().getName());
        PodInfo info = PodFields.info(pod, bad);
        String node = pod.getSpec().getNodeName();
        String phase = pod.getStatus() == null ? null : pod.getStatus().getPhase();
        boolean finished = "Succeeded".equals(phase) || "Failed".equals(phase);
        events.accept(new StateEvent.PodApplied(
                info,
                node == null || node.isEmpty() ? null : node,
                finished,
                createdAt(pod),
                ContainerFields.running(pod, bad)));
        target(uid, ScrapeAnnotations.target(pod, bad));
    }

    private void gone(String uid) {
        target(uid, null);
        badValues.forget(uid);
        events.accept(new StateEvent.PodDeleted(uid));
    }

    /** Tells only what changed. */
    private void target(String uid, @Nullable Target target) {
        if (target == null) {
            if (told.remove(uid) != null) {
                targets.disappeared(uid);
            }
        } else if (!target.equals(told.put(uid, target))) {
            targets.appeared(target);
        }
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
