package dev.headroom.extender.state;

import dev.headroom.predict.Sample;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * What the writer has still to be told: per subject the newest event only, in the order in which subjects first
 * waited; only what is remembered of a container's past is added up. So a slow writer costs memory for the subjects, never for their history. {@link #offer} is thread-safe and
 * waits for nobody; {@link #poll} is the writer's.
 */
final class EventQueue {

    private enum Kind {
        NODE,
        NODE_SAMPLE,
        NODE_HISTORY,
        POD,
        SAMPLE,
        MISSED,
        REMEMBERED,
        TELEMETRY,
        SYNCED
    }

    /** @param origin of a measurement: what two sources say of one container are two subjects */
    private record Subject(Kind kind, String name, String container, Sample.@Nullable Origin origin) {

        Subject(Kind kind, String name) {
            this(kind, name, "", null);
        }
    }

    /** Something that the writer does between two events. */
    interface Task extends Runnable {}

    private final ConcurrentHashMap<Subject, StateEvent> newest = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<Object> order = new ConcurrentLinkedQueue<>();

    void offer(StateEvent event) {
        // Within compute, so that a subject with an event always stands in the order already.
        newest.compute(subject(event), (subject, waiting) -> {
            if (waiting == null) {
                order.add(subject);
            }
            return waiting instanceof StateEvent.ContainerRemembered earlier
                            && event instanceof StateEvent.ContainerRemembered later
                    ? earlier.and(later)
                    : event;
        });
    }

    void add(Task task) {
        order.add(task);
    }

    /** A {@link StateEvent} or a {@link Task}; null if there is nothing. */
    @Nullable
    Object poll() {
        Object next = order.poll();
        return next instanceof Subject subject ? newest.remove(subject) : next;
    }

    boolean isEmpty() {
        return order.isEmpty();
    }

    int size() {
        return newest.size();
    }

    private static Subject subject(StateEvent event) {
        return switch (event) {
            case StateEvent.NodeApplied node -> new Subject(Kind.NODE, node.name());
            case StateEvent.NodeDeleted node -> new Subject(Kind.NODE, node.name());
            case StateEvent.NodeMeasured measured -> new Subject(Kind.NODE_SAMPLE, measured.name());
            case StateEvent.NodeHistory history -> new Subject(Kind.NODE_HISTORY, history.name());
            case StateEvent.PodApplied pod -> new Subject(Kind.POD, pod.pod().uid());
            case StateEvent.PodDeleted pod -> new Subject(Kind.POD, pod.uid());
            case StateEvent.ContainerSampled sampled ->
                new Subject(
                        Kind.SAMPLE,
                        sampled.podUid(),
                        sampled.container(),
                        sampled.sample().origin());
            case StateEvent.Sampled sampled -> new Subject(Kind.SAMPLE, sampled.podUid(), "", Sample.Origin.SCRAPE);
            case StateEvent.ContainerRemembered past ->
                new Subject(Kind.REMEMBERED, past.podUid(), past.container(), null);
            case StateEvent.ScrapeMissed missed -> new Subject(Kind.MISSED, missed.podUid(), missed.container(), null);
            case StateEvent.TelemetryExpected expected -> new Subject(Kind.TELEMETRY, "", "", expected.origin());
            case StateEvent.Synced synced -> new Subject(Kind.SYNCED, "");
        };
    }
}
