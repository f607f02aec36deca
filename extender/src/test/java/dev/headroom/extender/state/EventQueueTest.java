package dev.headroom.extender.state;

import static dev.headroom.extender.state.Events.node;
import static dev.headroom.extender.state.Events.pod;
import static dev.headroom.extender.state.Events.sampled;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class EventQueueTest {

    private final EventQueue queue = new EventQueue();

    @Test
    @DisplayName("of one subject only the newest event waits, where the first one stood")
    void coalesces() {
        queue.offer(pod("1", null));
        queue.offer(node("a"));
        queue.offer(pod("1", "a"));
        assertThat(queue.size()).isEqualTo(2);
        assertThat(queue.poll()).isEqualTo(pod("1", "a"));
        assertThat(queue.poll()).isEqualTo(node("a"));
        assertThat(queue.poll()).isNull();
        assertThat(queue.isEmpty()).isTrue();
    }

    @Test
    @DisplayName("a deletion replaces what was applied, and the other way round")
    void deletionIsNewest() {
        queue.offer(pod("1", "a"));
        queue.offer(new StateEvent.PodDeleted("1"));
        queue.offer(new StateEvent.NodeDeleted("a"));
        queue.offer(node("a"));
        assertThat(queue.poll()).isEqualTo(new StateEvent.PodDeleted("1"));
        assertThat(queue.poll()).isEqualTo(node("a"));
    }

    @Test
    @DisplayName("a pod and its measurement are two subjects; a node and a pod of one name are too")
    void subjects() {
        queue.offer(pod("x", null));
        queue.offer(sampled("x", 10, 1));
        queue.offer(node("x"));
        assertThat(queue.size()).isEqualTo(3);
    }
}
