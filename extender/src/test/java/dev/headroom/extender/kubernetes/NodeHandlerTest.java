package dev.headroom.extender.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.api.Resources;
import dev.headroom.extender.state.StateEvent;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class NodeHandlerTest {

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final List<StateEvent> events = new ArrayList<>();
    private final NodeHandler handler = new NodeHandler(events::add, new BadValueLog(registry), () -> {});

    @Test
    @DisplayName("a bad allocatable counts as 0 and is counted once per node until the node is deleted")
    void badAllocatable() {
        Node bad = node("a", "lots");
        handler.onAdd(bad);
        handler.onUpdate(bad, bad);
        handler.onUpdate(bad, bad);
        assertThat(ignored()).isEqualTo(1);
        assertThat(events).containsOnly(new StateEvent.NodeApplied("a", new Resources(4000, 0)));
        handler.onAdd(node("b", "lots"));
        assertThat(ignored()).isEqualTo(2);
        handler.onDelete(bad, false);
        handler.onAdd(bad);
        assertThat(ignored()).isEqualTo(3);
    }

    @Test
    @DisplayName("a good allocatable is told as it is and nothing is counted")
    void goodAllocatable() {
        handler.onAdd(node("a", "1Gi"));
        assertThat(events).containsExactly(new StateEvent.NodeApplied("a", new Resources(4000, 1L << 30)));
        assertThat(ignored()).isZero();
    }

    @Test
    @DisplayName("capacity is told too, for what is not allocatable is known by it")
    void capacity() {
        Node node = node("a", "1Gi");
        node.getStatus().setCapacity(Map.of("memory", new Quantity("2Gi")));
        handler.onAdd(node);
        assertThat(events).containsExactly(new StateEvent.NodeApplied("a", new Resources(4000, 1L << 30), 2L << 30));
    }

    private double ignored() {
        return registry.counter("headroom.watch.values.ignored", "field", "memory")
                .count();
    }

    private static Node node(String name, String memory) {
        return new NodeBuilder()
                .withNewMetadata()
                .withName(name)
                .endMetadata()
                .withNewStatus()
                .addToAllocatable("cpu", new Quantity("4"))
                .addToAllocatable("memory", new Quantity(memory, ""))
                .endStatus()
                .build();
    }
}
