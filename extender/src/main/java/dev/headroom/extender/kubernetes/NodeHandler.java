package dev.headroom.extender.kubernetes;

import dev.headroom.api.Resources;
import dev.headroom.extender.state.StateEvent;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeStatus;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import java.util.function.Consumer;

/** Turns nodes into events. Called by one thread at a time. */
final class NodeHandler implements ResourceEventHandler<Node> {

    private final Consumer<StateEvent> events;
    private final BadValueLog badValues;
    private final Runnable listed;

    NodeHandler(Consumer<StateEvent> events, BadValueLog badValues, Runnable listed) {
        this.events = events;
        this.badValues = badValues;
        this.listed = listed;
    }

    @Override
    public void onAdd(Node node) {
        applied(node);
    }

    @Override
    public void onUpdate(Node before, Node node) {
        applied(node);
    }

    @Override
    public void onDelete(Node node, boolean finalStateUnknown) {
        String name = node.getMetadata().getName();
        badValues.forget(name);
        events.accept(new StateEvent.NodeDeleted(name));
    }

    @Override
    public void onList(String resourceVersion, boolean remainedEmpty) {
        listed.run();
    }

    private void applied(Node node) {
        String name = node.getMetadata().getName();
        NodeStatus status = node.getStatus();
        Resources allocatable = status == null
                ? Resources.NONE
                : PodFields.resources(status.getAllocatable(), badValues.of(name, "Allocatable of node " + name));
        Resources capacity = status == null
                ? Resources.NONE
                : PodFields.resources(status.getCapacity(), badValues.of(name, "Capacity of node " + name));
        events.accept(new StateEvent.NodeApplied(name, allocatable, capacity.memoryBytes()));
    }
}
