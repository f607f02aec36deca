package dev.headroom.extender.state;

import static dev.headroom.extender.state.Events.node;
import static dev.headroom.extender.state.Events.pod;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.api.NodeInfo;
import dev.headroom.api.Resources;
import dev.headroom.predict.Predictor;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class DriftCheckTest {

    private final MovableClock clock = new MovableClock();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    @Test
    @DisplayName("a planted drift of 1,000 bytes is seen, counted once and repaired within the next check")
    void plantedDrift() {
        try (ClusterState state = new ClusterState(new Predictor(), clock, registry, Duration.ZERO)) {
            state.offer(node("a"));
            state.offer(node("b"));
            state.offer(pod("1", "a"));
            state.flush().join();
            NodeInfo sound = at(state, "a");

            state.onWriter(nodes -> {
                        NodeRecord record = Objects.requireNonNull(nodes.get("a"));
                        record.plantDrift(1000);
                        nodes.touch(record);
                    })
                    .join();
            state.flush().join();
            assertThat(at(state, "a").forecast().meanBytes())
                    .isEqualTo(sound.forecast().meanBytes() + 1000);

            for (int round = 0; round < 2; round++) {
                clock.advance(Duration.ofMillis(DriftCheck.PERIOD_MILLIS));
                state.flush().join();
                assertThat(at(state, "a").forecast()).isEqualTo(sound.forecast());
                assertThat(at(state, "a").measuredBytes()).isEqualTo(sound.measuredBytes());
                assertThat(registry.counter("headroom.state.drift").count()).isEqualTo(1);
            }
        }
    }

    @Test
    @DisplayName("of 3,000 nodes a tenth is looked at per check, so all within ten of them")
    void slices() {
        NodeTable nodes = new NodeTable();
        StateMeters meters = new StateMeters(registry, clock, new EventQueue(), () -> {
            throw new IllegalStateException("not asked here");
        });
        DriftCheck check = new DriftCheck(nodes, meters, clock.millis());
        for (int i = 0; i < 3_000; i++) {
            nodes.apply("node-" + i, new Resources(1, 1));
        }
        nodes.all().forEach(node -> node.plantDrift(1));
        for (int round = 1; round <= 10; round++) {
            clock.advance(Duration.ofMillis(DriftCheck.PERIOD_MILLIS));
            check.step(clock.millis());
            assertThat(registry.counter("headroom.state.drift").count()).isEqualTo(300 * round);
        }
    }

    private static NodeInfo at(ClusterState state, String name) {
        ClusterView view = state.view();
        return Objects.requireNonNull(view.node(view.slotOf(name)));
    }
}
