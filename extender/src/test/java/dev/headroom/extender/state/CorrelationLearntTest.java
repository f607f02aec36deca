package dev.headroom.extender.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.api.Correlation;
import dev.headroom.api.NodeInfo;
import dev.headroom.predict.Predictor;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** From samples of pods to what every node says. */
class CorrelationLearntTest {

    private final MovableClock clock = new MovableClock();
    private final ClusterState state =
            new ClusterState(new Predictor(), clock, new SimpleMeterRegistry(), Duration.ZERO);
    private final Random random = new Random(3);

    @AfterEach
    void close() {
        state.close();
    }

    @Test
    @DisplayName("replicas whose memory rises and falls together are learnt to do so, and all nodes say it")
    void learns() {
        state.offer(Events.node("a"));
        state.offer(Events.node("b"));
        for (int i = 0; i < 40; i++) {
            state.offer(Events.pod(Events.info("p" + i, "ns/Deployment/w" + i / 4, 0, 100), i % 2 == 0 ? "a" : "b"));
        }
        state.flush().join();
        assertThat(node("a").correlation()).isEqualTo(Correlation.UNKNOWN);
        for (int round = 0; round < 40; round++) {
            long[] goals = random.longs(10, 100, 200).toArray();
            for (int sample = 0; sample < 3; sample++) {
                clock.advance(Duration.ofSeconds(100));
                for (int i = 0; i < 40; i++) {
                    // The first sample of a round is what the forecast rests on, the others are what comes of it.
                    long goal = sample == 0 ? 150 : goals[i / 4];
                    state.offer(Events.sampled("p" + i, goal, clock.millis()));
                }
                state.flush().join();
            }
        }
        Correlation learnt = node("a").correlation();
        assertThat(learnt.within()).isGreaterThan(0.8);
        assertThat(learnt.between()).isLessThan(0.2);
        assertThat(node("b").correlation()).isSameAs(learnt);
    }

    private NodeInfo node(String name) {
        return Objects.requireNonNull(state.view().node(state.view().slotOf(name)));
    }
}
