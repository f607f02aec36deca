package dev.headroom.extender.telemetry;

import dev.headroom.extender.state.StateEvent;
import dev.headroom.extender.telemetry.join.PodBook;
import dev.headroom.predict.Sample;
import java.util.Collection;
import java.util.function.Consumer;

/** Brings what monitoring servers and kubelets measure into the state. Thread-safe. */
public final class MonitoringFeed implements MonitoringListener {

    private static final int SAMPLES_BETWEEN_CLEANINGS = 100_000;

    private final PodBook pods;
    private final Consumer<StateEvent> events;
    private final NodeMemory memory = new NodeMemory();
    private int samples;

    /** @param events where measurements go */
    public MonitoringFeed(PodBook pods, Consumer<StateEvent> events) {
        this.pods = pods;
        this.events = events;
    }

    @Override
    public void measured(ContainerSample said) {
        if (said.podUid().isEmpty()) {
            return;
        }
        if (said.sample().origin() == Sample.Origin.KUBELET) {
            add(said);
        }
        events.accept(new StateEvent.ContainerSampled(said.podUid(), said.container(), said.sample()));
    }

    @Override
    public void measured(NodeSample node) {
        events.accept(measurement(node));
    }

    /** What was measured before the start is of workloads and nodes, not of pods that may be gone. */
    @Override
    public void remembered(ContainerSample said) {
        StateEvent.ContainerRemembered past =
                StateEvent.ContainerRemembered.of(said.podUid(), said.container(), said.sample());
        if (!said.podUid().isEmpty() && past != null) {
            events.accept(past);
        }
    }

    @Override
    public void remembered(NodePast past) {
        events.accept(new StateEvent.NodeHistory(
                past.node(),
                past.points().stream()
                        .map(point -> new StateEvent.NodeMeasured(
                                past.node(),
                                point.atMillis(),
                                point.workingSetBytes(),
                                point.podsWorkingSetBytes(),
                                Double.NaN))
                        .toList()));
    }

    private synchronized void add(ContainerSample said) {
        memory.add(said);
        if (++samples >= SAMPLES_BETWEEN_CLEANINGS) {
            samples = 0;
            memory.retain(pods.uids());
        }
    }

    private synchronized StateEvent measurement(NodeSample node) {
        Collection<String> there = pods.podsOn(node.node());
        return new StateEvent.NodeMeasured(
                node.node(),
                node.atMillis(),
                node.workingSetBytes() >= 0 ? (long) node.workingSetBytes() : -1,
                memory.podsWorkingSet(there, node.atMillis()),
                memory.pressure(node, there));
    }
}
