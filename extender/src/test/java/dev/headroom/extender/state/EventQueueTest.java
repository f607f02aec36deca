package dev.headroom.extender.state;

import static dev.headroom.extender.state.Events.node;
import static dev.headroom.extender.state.Events.pod;
import static dev.headroom.extender.state.Events.sampled;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.predict.Sample;
import dev.headroom.predict.Signal;
import java.util.List;
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

    @Test
    @DisplayName(
            "of one container and origin only the newest measurement waits; other containers and origins are others")
    void containers() {
        queue.offer(measured("x", "app", 1, Sample.Origin.SCRAPE));
        queue.offer(measured("x", "app", 2, Sample.Origin.KUBELET));
        queue.offer(measured("x", "proxy", 3, Sample.Origin.SCRAPE));
        queue.offer(measured("y", "app", 4, Sample.Origin.SCRAPE));
        StateEvent newest = measured("x", "app", 5, Sample.Origin.SCRAPE);
        queue.offer(newest);
        assertThat(queue.size()).isEqualTo(4);
        assertThat(queue.poll()).isSameAs(newest);
    }

    @Test
    @DisplayName("a pod's one process is its container without a name, scraped")
    void processIsContainer() {
        queue.offer(sampled("x", 10, 1));
        StateEvent newest = measured("x", "", 2, Sample.Origin.SCRAPE);
        queue.offer(newest);
        assertThat(queue.poll()).isSameAs(newest);
        assertThat(queue.poll()).isNull();
    }

    @Test
    @DisplayName("a scrape that failed does not take the place of the one before it, nor the other way round")
    void missed() {
        queue.offer(measured("x", "app", 1, Sample.Origin.SCRAPE));
        queue.offer(new StateEvent.ScrapeMissed("x", "app", 2));
        queue.offer(new StateEvent.ScrapeMissed("x", "app", 3));
        assertThat(queue.size()).isEqualTo(2);
        assertThat(queue.poll()).isInstanceOf(StateEvent.ContainerSampled.class);
        assertThat(queue.poll()).isEqualTo(new StateEvent.ScrapeMissed("x", "app", 3));
    }

    @Test
    @DisplayName("what is remembered of a container adds up while it waits: of 4 and 6 min one peak each, the highest")
    void remembered() {
        queue.offer(past("x", 240_000, 100));
        queue.offer(past("x", 270_000, 300));
        queue.offer(past("y", 270_000, 1));
        queue.offer(past("x", 290_000, 200));
        queue.offer(past("x", 360_000, 50));
        assertThat(queue.size()).isEqualTo(2);
        assertThat(queue.poll())
                .isEqualTo(new StateEvent.ContainerRemembered(
                        "x",
                        "app",
                        List.of(
                                new StateEvent.ContainerRemembered.Peak(270_000, 300),
                                new StateEvent.ContainerRemembered.Peak(360_000, 50))));
    }

    @Test
    @DisplayName("of more than 8 days the newest are remembered: 2,304 times 5 minutes")
    void boundedPast() {
        for (int i = 0; i < 2_400; i++) {
            queue.offer(past("x", 300_000L * i, 100));
        }
        assertThat(queue.poll()).isInstanceOfSatisfying(StateEvent.ContainerRemembered.class, past -> {
            assertThat(past.peaks()).hasSize(2_304);
            assertThat(past.peaks().getLast().atMillis()).isEqualTo(300_000L * 2_399);
        });
    }

    private static StateEvent past(String uid, long atMillis, double bytes) {
        return new StateEvent.ContainerRemembered(
                uid, "app", List.of(new StateEvent.ContainerRemembered.Peak(atMillis, bytes)));
    }

    @Test
    @DisplayName("how much telemetry is expected is told for each origin")
    void expectations() {
        queue.offer(new StateEvent.TelemetryExpected(1, 5_000));
        queue.offer(new StateEvent.TelemetryExpected(Sample.Origin.KUBELET, 2, 15_000));
        queue.offer(new StateEvent.TelemetryExpected(Sample.Origin.SCRAPE, 3, 5_000));
        assertThat(queue.size()).isEqualTo(2);
        assertThat(queue.poll()).isEqualTo(new StateEvent.TelemetryExpected(3, 5_000));
    }

    private static StateEvent measured(String uid, String container, long atMillis, Sample.Origin origin) {
        return new StateEvent.ContainerSampled(
                uid,
                container,
                Sample.at(atMillis, origin).put(Signal.RESIDENT, 1e6).build());
    }
}
