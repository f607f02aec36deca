package dev.headroom.extender.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.api.Resources;
import dev.headroom.predict.Predictor;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PublisherTest {

    private final NodeTable nodes = new NodeTable();
    private final Publisher publisher = new Publisher(nodes, new Predictor(), new MovableClock());

    @Test
    @DisplayName("after one pod event only the chunk of its node is copied: of 640 nodes one chunk of ten")
    void onlyTheChunkOfTheNode() {
        for (int i = 0; i < 640; i++) {
            nodes.apply("node-" + i, new Resources(4000, 1 << 30));
        }
        ClusterSnapshot before = next();
        NodeRecord node = nodes.orHeardOf("node-200");
        node.add(new PodRecord(Events.info("1", "", 0, 10)));
        nodes.touch(node);
        ClusterSnapshot after = next();

        int changed = node.slot / ClusterSnapshot.CHUNK;
        for (int chunk = 0; chunk < 10; chunk++) {
            if (chunk == changed) {
                assertThat(after.chunk(chunk)).isNotSameAs(before.chunk(chunk));
            } else {
                assertThat(after.chunk(chunk)).isSameAs(before.chunk(chunk));
            }
        }
        for (int slot = 0; slot < 640; slot++) {
            if (slot == node.slot) {
                assertThat(after.node(slot)).isNotSameAs(before.node(slot));
            } else {
                assertThat(after.node(slot)).isSameAs(before.node(slot));
            }
        }
        assertThat(after.names()).isSameAs(before.names());
    }

    @Test
    @DisplayName("a published state never changes, whatever is published after it")
    void immutable() {
        nodes.apply("a", new Resources(4000, 1 << 30));
        ClusterSnapshot first = next();
        nodes.delete("a");
        nodes.apply("b", new Resources(1, 1));
        next();
        nodes.apply("c", new Resources(1, 1));
        ClusterSnapshot third = next();
        assertThat(first.slots()).isEqualTo(1);
        assertThat(first.slotOf("a")).isZero();
        assertThat(first.node(0)).extracting(n -> n == null ? "" : n.name()).isEqualTo("a");
        assertThat(third.node(0)).extracting(n -> n == null ? "" : n.name()).isEqualTo("c");
        assertThat(third.version()).isEqualTo(3);
    }

    private ClusterSnapshot next() {
        return publisher.next(true, Map.of(), List.of());
    }
}
