package dev.headroom.extender.kubernetes;

import dev.headroom.api.Resources;
import dev.headroom.extender.state.StateEvent;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns nodes into events. Called by one thread at a time. */
final class NodeHandler implements ResourceEventHandler<Node> {

    private static final Logger LOG = LoggerFactory.getLogger(NodeHandler.class);

    private final Consumer<StateEvent> events;
    private final Runnable listed;

    NodeHandler(Consumer<StateEvent> events, Runnable listed) {
        this.events = events;
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
        events.accept(new StateEvent.NodeDeleted(node.getMetadata().getName()));
    }

    @Override
    public void onList(String resourceVersion, boolean remainedEmpty) {
        listed.run();
    }

    private void applied(Node node) {
        String name = node.getMetadata().getName();
        Resources allocatable = node.getStatus() == null
                ? Resources.NONE
                : PodFields.resources(
                        node.getStatus().getAllocatable(),
                        (field, problem) -> LOG.warn("Node {}: allocatable {} counts as 0: {}", name, field, problem));
        events.accept(new StateEvent.NodeApplied(name, allocatable));
    }
}
