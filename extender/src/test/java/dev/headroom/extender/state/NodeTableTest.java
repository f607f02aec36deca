package dev.headroom.extender.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.api.Resources;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class NodeTableTest {

    private static final Resources SIZE = new Resources(4000, 1 << 30);

    private final NodeTable nodes = new NodeTable();

    @Test
    @DisplayName("the slot of a deleted node is used again, but not before a state without the node was published")
    void slotsAreReusedAfterPublication() {
        nodes.apply("a", SIZE);
        nodes.apply("b", SIZE);
        nodes.delete("a");
        nodes.apply("c", SIZE);
        assertThat(nodes.slotByName()).isEqualTo(Map.of("b", 1, "c", 2));
        assertThat(nodes.takeReleased()).containsExactly(0);
        nodes.apply("d", SIZE);
        assertThat(nodes.slotByName()).isEqualTo(Map.of("b", 1, "c", 2, "d", 0));
        assertThat(nodes.slots()).isEqualTo(3);
        assertThat(nodes.seen()).isEqualTo(3);
    }

    @Test
    @DisplayName("a node that comes back between two states gets another slot; the old one is emptied")
    void deletedAndAddedAgain() {
        nodes.apply("a", SIZE);
        nodes.delete("a");
        nodes.apply("a", SIZE);
        assertThat(nodes.slotByName()).isEqualTo(Map.of("a", 1));
        assertThat(nodes.takeReleased()).containsExactly(0);
    }

    @Test
    @DisplayName("a node that is only heard of is forgotten with its last pod")
    void heardOf() {
        NodeRecord node = nodes.orHeardOf("a");
        PodRecord pod = new PodRecord(Events.info("1", "", 0, 10));
        node.add(pod);
        nodes.forgetIfUnused(node);
        assertThat(nodes.get("a")).isSameAs(node);
        assertThat(nodes.slotByName()).isEmpty();
        node.remove(pod);
        nodes.forgetIfUnused(node);
        assertThat(nodes.get("a")).isNull();
    }

    @Test
    @DisplayName("a node that says what it said before is not made anew")
    void unchanged() {
        nodes.apply("a", SIZE);
        nodes.takeDirty();
        nodes.takeNamesChanged();
        nodes.apply("a", new Resources(4000, 1 << 30));
        nodes.delete("never seen");
        assertThat(nodes.isDirty()).isFalse();
    }
}
