package dev.headroom.e2e;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Builds nodes that kwok plays the kubelet of. */
final class Nodes {
    private Nodes() {}

    static Node node(String name, String cpu, String memory) {
        Map<String, Quantity> capacity =
                Map.of("cpu", new Quantity(cpu), "memory", new Quantity(memory), "pods", new Quantity("110"));
        return new NodeBuilder()
                .withNewMetadata()
                .withName(name)
                .addToAnnotations("kwok.x-k8s.io/node", "fake")
                .addToLabels("kubernetes.io/hostname", name)
                .endMetadata()
                .withNewStatus()
                .withCapacity(capacity)
                .withAllocatable(capacity)
                .endStatus()
                .build();
    }

    static Node labelled(Node node, String label, String value) {
        return new NodeBuilder(node)
                .editMetadata()
                .addToLabels(label, value)
                .endMetadata()
                .build();
    }

    /** Nodes called {@code <prefix>-00} and so on. */
    static List<Node> many(String prefix, int count, String cpu, String memory) {
        return IntStream.range(0, count)
                .mapToObj(i -> node("%s-%02d".formatted(prefix, i), cpu, memory))
                .toList();
    }
}
