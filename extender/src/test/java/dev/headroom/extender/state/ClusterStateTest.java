package dev.headroom.extender.state;

import static dev.headroom.extender.state.Events.MIB;
import static dev.headroom.extender.state.Events.finished;
import static dev.headroom.extender.state.Events.info;
import static dev.headroom.extender.state.Events.node;
import static dev.headroom.extender.state.Events.pod;
import static dev.headroom.extender.state.Events.sampled;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.headroom.api.ForecastSource;
import dev.headroom.api.MemoryForecast;
import dev.headroom.api.NodeInfo;
import dev.headroom.api.Resources;
import dev.headroom.predict.Predictor;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ClusterStateTest {

    private final MovableClock clock = new MovableClock();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final ClusterState state = new ClusterState(new Predictor(), clock, registry, Duration.ZERO);

    @AfterEach
    void close() {
        state.close();
    }

    @Test
    @DisplayName("before anything is told the state is empty, not synced, and says so")
    void empty() {
        ClusterView view = state.view();
        assertThat(view.version()).isZero();
        assertThat(view.slots()).isZero();
        assertThat(view.synced()).isFalse();
        assertThat(view.slotOf("a")).isEqualTo(-1);
        assertThat(view.degraded()).containsExactly("NotSynced");
    }

    @Test
    @DisplayName("a pod counts on its node: requests 100 m and 100 MiB")
    void podCounts() {
        tell(node("a"), pod("1", "a"));
        assertThat(at("a").requested()).isEqualTo(new Resources(100, 100 * MIB));
        assertThat(at("a").pods()).hasSize(1);
        assertThat(at("a").forecast().known()).isEqualTo(1);
    }

    @Test
    @DisplayName("a pod whose node is not seen yet counts as soon as it is")
    void podBeforeNode() {
        tell(pod("1", "a"));
        assertThat(state.view().slotOf("a")).isEqualTo(-1);
        tell(node("a"));
        assertThat(at("a").pods()).hasSize(1);
    }

    @Test
    @DisplayName("a node that comes back while its pods were never deleted has them again")
    void nodeComesBack() {
        tell(node("a"), pod("1", "a"));
        tell(new StateEvent.NodeDeleted("a"));
        assertThat(state.view().slotOf("a")).isEqualTo(-1);
        tell(node("a"));
        assertThat(at("a").pods()).hasSize(1);
        assertThat(at("a").requested().memoryBytes()).isEqualTo(100 * MIB);
    }

    @Test
    @DisplayName("a pod that asks for more, moves, finishes or goes leaves exact sums")
    void exactSums() {
        tell(node("a"), node("b"), pod(info("1", "", 0, 100), "a"), pod(info("2", "", 5, 30), "a"));
        tell(pod(info("1", "", 0, 250), "a"));
        assertThat(at("a").requested().memoryBytes()).isEqualTo((250 + 30) * MIB);
        tell(pod(info("1", "", 0, 250), "b"));
        assertThat(at("a").requested().memoryBytes()).isEqualTo(30 * MIB);
        assertThat(at("a").tiers().below(5).known()).isZero();
        assertThat(at("b").requested().memoryBytes()).isEqualTo(250 * MIB);
        tell(finished("1", "b"), new StateEvent.PodDeleted("2"));
        assertThat(at("a").requested()).isEqualTo(Resources.NONE);
        assertThat(at("b").pods()).isEmpty();
    }

    @Test
    @DisplayName("a measurement makes the forecast; the node shows what is resident and the oldest measurement")
    void measured() {
        tell(node("a"), pod("1", "a"), pod("2", "a"), pod("3", "a"));
        tell(sampled("1", 200, MovableClock.START - 4000), sampled("2", 100, MovableClock.START - 9000));
        NodeInfo node = at("a");
        assertThat(node.measuredBytes()).isEqualTo((200 + 100) * MIB);
        assertThat(node.sampledAtMillis()).isEqualTo(MovableClock.START - 9000);
        assertThat(node.pods())
                .extracting(p -> p.forecast().source())
                .containsExactlyInAnyOrder(ForecastSource.MEASURED, ForecastSource.MEASURED, ForecastSource.SPEC);
        long sum = node.pods().stream().mapToLong(p -> p.forecast().meanBytes()).sum();
        assertThat(node.forecast().meanBytes()).isEqualTo(sum);
        tell(new StateEvent.PodDeleted("1"), new StateEvent.PodDeleted("2"));
        assertThat(at("a").measuredBytes()).isZero();
        assertThat(at("a").sampledAtMillis()).isZero();
    }

    @Test
    @DisplayName("a measurement of a pod that is not known is dropped")
    void sampleOfNobody() {
        tell(node("a"), sampled("ghost", 200, MovableClock.START));
        assertThat(at("a").measuredBytes()).isZero();
    }

    @Test
    @DisplayName("what replicas showed is expected of new ones, also after the last of them is gone")
    void workloads() {
        tell(node("a"), pod(info("1", "ns/Deployment/web", 0, 10), "a"));
        tell(pod(info("2", "ns/Deployment/web", 0, 10), "a"), sampled("1", 300, MovableClock.START));
        assertThat(at("a").pods())
                .extracting(p -> p.forecast().source())
                .containsExactlyInAnyOrder(ForecastSource.MEASURED, ForecastSource.REPLICAS);
        tell(new StateEvent.PodDeleted("1"), new StateEvent.PodDeleted("2"));
        MemoryForecast next = state.view().forecast(info("3", "ns/Deployment/web", 0, 10));
        assertThat(next.source()).isEqualTo(ForecastSource.REPLICAS);
        assertThat(next.meanBytes()).isBetween(300 * MIB, 310 * MIB);
    }

    @Test
    @DisplayName("a pod is resolved with the first state that shows it bound, finished or gone, once")
    void resolutions() {
        tell(node("a"), pod("bound", null), pod("done", null));
        long before = state.view().version();
        tell(pod("bound", "a"));
        assertThat(drain(before)).isEmpty();
        assertThat(drain(state.view().version())).containsExactly("bound");
        tell(finished("bound", "a"), finished("done", null), new StateEvent.PodDeleted("never seen"));
        assertThat(drain(state.view().version())).containsExactlyInAnyOrder("done", "never seen");
        tell(new StateEvent.PodDeleted("done"));
        assertThat(drain(state.view().version())).isEmpty();
    }

    @Test
    @DisplayName(
            "listeners hear of a pod bound once and gone once, when the state shows it; a failing one harms nobody")
    void listeners() {
        List<String> heard = Collections.synchronizedList(new ArrayList<>());
        state.addListener(new StateListener() {
            @Override
            public void bound(String podUid, String node) {
                throw new IllegalStateException("planted");
            }

            @Override
            public void gone(String podUid) {}
        });
        state.addListener(new StateListener() {
            @Override
            public void bound(String podUid, String node) {
                heard.add(podUid + " on " + node + " among " + at(node).pods().size());
            }

            @Override
            public void gone(String podUid) {
                heard.add(podUid + " gone");
            }
        });
        tell(node("a"), pod("1", "a"));
        tell(pod(info("1", "", 0, 200), "a"));
        tell(finished("1", "a"));
        tell(new StateEvent.PodDeleted("1"));
        assertThat(heard).containsExactly("1 on a among 1", "1 gone");
        assertThat(registry.counter("headroom.state.event.failed").count()).isEqualTo(1);
    }

    @Test
    @DisplayName("forecasts age: after two minutes without a measurement confidence is lower and the spread wider")
    void ageing() {
        tell(node("a"), pod("1", "a"), sampled("1", 200, MovableClock.START));
        MemoryForecast fresh = at("a").pods().getFirst().forecast();
        clock.advance(Duration.ofMinutes(2));
        flush();
        MemoryForecast aged = at("a").pods().getFirst().forecast();
        assertThat(aged.confidence()).isLessThan(fresh.confidence());
        assertThat(aged.spreadBytes()).isGreaterThan(fresh.spreadBytes());
        assertThat(at("a").forecast().spreadBytes()).isEqualTo(aged.spreadBytes());
    }

    @Test
    @DisplayName("nothing is published when nothing changed")
    void nothingNew() {
        tell(node("a"), pod("1", "a"));
        long version = state.view().version();
        tell(node("a"), pod("1", "a"));
        assertThat(state.view().version()).isEqualTo(version);
    }

    @Test
    @DisplayName(
            "within the publish interval events gather: 1,000 of them make one state, which flush does not wait for")
    void interval() {
        try (ClusterState slow =
                new ClusterState(new Predictor(), clock, new SimpleMeterRegistry(), Duration.ofHours(1))) {
            slow.offer(node("first"));
            await().until(() -> slow.view().version() == 1);
            for (int i = 0; i < 1_000; i++) {
                slow.offer(node("node-" + i));
            }
            slow.flush().join();
            assertThat(slow.view().version()).isEqualTo(2);
            assertThat(slow.view().slotOf("node-999")).isNotNegative();
        }
    }

    @Test
    @DisplayName("a closed state ignores events, refuses to flush and stays readable")
    void closed() {
        tell(node("a"));
        state.close();
        state.offer(node("b"));
        assertThatThrownBy(() -> state.flush().get())
                .isInstanceOf(ExecutionException.class)
                .hasMessageContaining("closed");
        assertThat(state.view().slotOf("a")).isZero();
        assertThat(state.view().slotOf("b")).isEqualTo(-1);
    }

    @Test
    @DisplayName("a negative interval is refused")
    void negativeInterval() {
        assertThatThrownBy(() -> new ClusterState(new Predictor(), clock, registry, Duration.ofMillis(-1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("publishInterval");
    }

    private List<String> drain(long version) {
        List<String> uids = new ArrayList<>();
        state.resolutions().drainUpTo(version, uids::add);
        return uids;
    }

    private NodeInfo at(String name) {
        ClusterView view = state.view();
        return Objects.requireNonNull(view.node(view.slotOf(name)));
    }

    private void tell(StateEvent... events) {
        for (StateEvent event : events) {
            state.offer(event);
        }
        flush();
    }

    private void flush() {
        state.flush().join();
    }
}
