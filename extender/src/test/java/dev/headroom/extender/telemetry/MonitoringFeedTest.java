package dev.headroom.extender.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.extender.state.StateEvent;
import dev.headroom.extender.telemetry.join.PodBook;
import dev.headroom.extender.telemetry.join.PodRef;
import dev.headroom.predict.Sample;
import dev.headroom.predict.Sample.Origin;
import dev.headroom.predict.Signal;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MonitoringFeedTest {

    private static final long START = 1_700_000_000_000L;

    private final List<StateEvent> events = new ArrayList<>();
    private final PodBook pods = new PodBook();
    private final MonitoringFeed feed = new MonitoringFeed(pods, events::add);

    @BeforeEach
    void two_pods_on_a_node() {
        pods.podAppeared(new PodRef("u1", "shop", "cart-0", "n1", List.of("main"), 0), "");
        pods.podAppeared(new PodRef("u2", "shop", "cart-1", "n1", List.of("main"), 0), "");
    }

    @Test
    void what_a_program_says_goes_to_its_pod() {
        feed.measured(new ContainerSample("u1", "shop", "cart-0", "main", program(5e8)));
        feed.measured(new ContainerSample("", "shop", "unknown", "main", program(5e8)));

        assertThat(events).singleElement().isInstanceOfSatisfying(StateEvent.Sampled.class, sampled -> {
            assertThat(sampled.podUid()).isEqualTo("u1");
            assertThat(sampled.sample().residentBytes()).isEqualTo(500_000_000);
        });
    }

    @Test
    void a_nodes_measurement_has_the_sum_of_its_pods() {
        kernel("u1", START, 3e8, 0, 0);
        kernel("u2", START, 2e8, 0, 0);
        node(START + 1_000, 9e8, 0);

        assertThat(events)
                .containsExactly(
                        new StateEvent.NodeMeasured("n1", START + 1_000, 900_000_000, 500_000_000, Double.NaN));
    }

    @Test
    void a_sum_that_lacks_a_pod_is_no_sum() {
        kernel("u1", START, 3e8, 0, 0);
        node(START, 9e8, 0);

        assertThat(measured().podsWorkingSetBytes()).isEqualTo(-1);
    }

    @Test
    void a_node_that_does_not_say_what_it_holds_says_so() {
        node(START, Double.NaN, 0);
        assertThat(measured().workingSetBytes()).isEqualTo(-1);
    }

    @Test
    void the_pressure_is_that_of_the_pod_that_waited_most() {
        kernel("u1", START, 3e8, 1.0, 0);
        kernel("u2", START, 2e8, 5.0, 0);
        // In 30 s: 3 s and 12 s.
        kernel("u1", START + 30_000, 3e8, 4.0, 0);
        kernel("u2", START + 30_000, 2e8, 17.0, 0);
        node(START + 30_000, 9e8, 0);

        assertThat(measured().memoryPressureSome()).isEqualTo(0.4);
    }

    @Test
    void a_pod_at_its_own_limit_waits_because_of_that() {
        kernel("u1", START, 3e8, 1.0, 0);
        kernel("u2", START, 2e8, 5.0, 2e8);
        kernel("u1", START + 30_000, 3e8, 4.0, 0);
        kernel("u2", START + 30_000, 2e8, 17.0, 2e8);
        node(START + 30_000, 9e8, 0);

        // 3 s of 30
        assertThat(measured().memoryPressureSome()).isEqualTo(0.1);
    }

    @Test
    void without_the_pods_pressure_the_nodes_own_counts() {
        node(START, 9e8, 7.0);
        assertThat(measured().memoryPressureSome()).isNaN();
        node(START + 20_000, 9e8, 12.0);
        // 5 s of 20
        assertThat(measured().memoryPressureSome()).isEqualTo(0.25);
        // A counter that began anew.
        node(START + 40_000, 9e8, 1.0);
        assertThat(measured().memoryPressureSome()).isNaN();
    }

    @Test
    void an_old_measurement_of_a_container_says_nothing_about_now() {
        kernel("u1", START, 3e8, 0, 0);
        kernel("u2", START + 300_000, 2e8, 0, 0);
        node(START + 300_000, 9e8, 0);

        assertThat(measured().podsWorkingSetBytes()).isEqualTo(-1);
    }

    private StateEvent.NodeMeasured measured() {
        return (StateEvent.NodeMeasured) events.getLast();
    }

    private void node(long atMillis, double workingSet, double someSeconds) {
        feed.measured(new NodeSample("n1", atMillis, Origin.KUBELET, workingSet, Double.NaN, someSeconds, Double.NaN));
    }

    private void kernel(String uid, long atMillis, double workingSet, double someSeconds, double limit) {
        feed.measured(new ContainerSample(
                uid,
                "shop",
                "",
                "main",
                Sample.at(atMillis, Origin.KUBELET)
                        .put(Signal.WORKING_SET, workingSet)
                        .put(Signal.PRESSURE_SOME_SECONDS, someSeconds)
                        .put(Signal.CGROUP_MAX, limit)
                        .build()));
    }

    private static Sample program(double resident) {
        return Sample.at(START, Origin.PROMETHEUS)
                .put(Signal.HEAP_GOAL, 4e8)
                .put(Signal.HEAP_OBJECTS, 3e8)
                .put(Signal.ALLOCATED, 9e9)
                .put(Signal.GC_CYCLES, 7)
                .put(Signal.MAPPED, 6e8)
                .put(Signal.HEAP_RELEASED, 1e7)
                .put(Signal.RESIDENT, resident)
                .build();
    }
}
