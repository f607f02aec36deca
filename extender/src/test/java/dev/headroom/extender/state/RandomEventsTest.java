package dev.headroom.extender.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.api.NodeAggregates;
import dev.headroom.api.NodeInfo;
import dev.headroom.api.PodInfo;
import dev.headroom.predict.FeedbackSettings;
import dev.headroom.predict.Predictor;
import dev.headroom.predict.QosResponseSettings;
import dev.headroom.predict.WorkloadProfile;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RandomEventsTest {

    private static final int NODES = 150;

    private final MovableClock clock = new MovableClock();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final Predictor predictor = new Predictor();
    private final Replay replay = new Replay();
    private final ClusterState state = new ClusterState(
            predictor,
            FeedbackSettings.DEFAULTS,
            QosResponseSettings.DEFAULTS,
            clock,
            registry,
            Duration.ofMillis(1),
            replay::see);

    @AfterEach
    void close() {
        state.close();
    }

    @Test
    @DisplayName(
            "four threads offer 25,000 random events each, another adds and deletes nodes: the state is what it would be from scratch")
    void fourThreads() throws InterruptedException {
        List<RandomEvents> streams = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            RandomEvents stream = new RandomEvents("t" + i, 42 + i, NODES);
            streams.add(stream);
            threads.add(Thread.ofPlatform().start(() -> {
                for (int n = 0; n < 25_000; n++) {
                    state.offer(stream.next());
                }
                stream.anchors().forEach(state::offer);
            }));
        }
        Set<String> nodes = churnNodes(new Random(7));
        for (Thread thread : threads) {
            thread.join();
        }
        state.flush().join();

        Map<String, RandomEvents.Truth> truth = new HashMap<>();
        streams.forEach(stream -> truth.putAll(stream.truth()));
        assertSameAs(truth, nodes);
        assertThat(registry.counter("headroom.state.event.failed").count()).isZero();
    }

    @Test
    @DisplayName("the drift check looks at every node after 100,000 random events and finds nothing")
    void noDrift() {
        RandomEvents stream = new RandomEvents("s", 4711, NODES);
        Random random = new Random(1);
        for (int n = 0; n < 100_000; n++) {
            int node = random.nextInt(NODES * 50);
            if (node < NODES) {
                state.offer(
                        random.nextInt(4) == 0
                                ? new StateEvent.NodeDeleted("node-" + node)
                                : Events.node("node-" + node));
            }
            state.offer(stream.next());
            if (n % 20_000 == 0) {
                clock.advance(Duration.ofMillis(DriftCheck.PERIOD_MILLIS));
                state.flush().join();
            }
        }
        clock.advance(Duration.ofMillis(DriftCheck.PERIOD_MILLIS));
        state.flush().join();
        assertThat(registry.counter("headroom.state.drift").count()).isZero();
        assertThat(registry.counter("headroom.state.event.failed").count()).isZero();
    }

    private Set<String> churnNodes(Random random) {
        Set<String> nodes = new HashSet<>();
        for (int n = 0; n < 5_000; n++) {
            String name = "node-" + random.nextInt(NODES);
            if (random.nextInt(3) == 0) {
                nodes.remove(name);
                state.offer(new StateEvent.NodeDeleted(name));
            } else {
                nodes.add(name);
                state.offer(Events.node(name));
            }
        }
        nodes.add("node-0");
        state.offer(Events.node("node-0"));
        return nodes;
    }

    private void assertSameAs(Map<String, RandomEvents.Truth> truth, Set<String> nodes) {
        Map<String, WorkloadProfile> profiles = replay.profiles();
        Map<String, List<PodInfo>> expected = new HashMap<>();
        Map<String, Long> present = new HashMap<>();
        nodes.forEach(node -> expected.put(node, new ArrayList<>()));
        truth.forEach((uid, pod) -> {
            List<PodInfo> there = pod.node() == null ? null : expected.get(pod.node());
            if (there != null) {
                WorkloadProfile profile = profiles.get(pod.info().workload());
                there.add(pod.info()
                        .withForecast(predictor.forecast(pod.info(), replay.measured(uid), profile, clock.millis())));
                present.merge(String.valueOf(pod.node()), replay.present(uid), Long::sum);
            }
        });
        ClusterView view = state.view();
        int seen = 0;
        for (int slot = 0; slot < view.slots(); slot++) {
            NodeInfo node = view.node(slot);
            if (node != null) {
                seen++;
                assertThat(view.slotOf(node.name())).isEqualTo(slot);
                List<PodInfo> pods = expected.getOrDefault(node.name(), List.of());
                assertThat(node.pods()).containsExactlyInAnyOrderElementsOf(pods);
                NodeAggregates sums = NodeAggregates.of(pods);
                assertThat(node.requested()).isEqualTo(sums.requested());
                assertThat(node.forecast()).isEqualTo(sums.forecast());
                for (int priority = 0; priority < 4; priority++) {
                    assertThat(node.tiers().below(priority))
                            .isEqualTo(sums.tiers().below(priority));
                }
                assertThat(node.measuredBytes()).isEqualTo(present.getOrDefault(node.name(), 0L));
            }
        }
        assertThat(seen).isEqualTo(nodes.size());
    }
}
