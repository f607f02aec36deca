package dev.headroom.bench.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.bench.feedback.ClosedLoop.NodeTrace;
import dev.headroom.bench.feedback.ClosedLoop.Result;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * 10,000 steps of 30 s, 83 hours. The criterion: after convergence the error of what a node is said to have neither
 * grows nor alternates ({@link Swing}), is smaller than the noise of a single observation, and never reaches 5 %.
 */
class ClosedLoopTest {

    private static final int STEPS = 10_000;

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2})
    void feedback_and_placement_together_do_not_oscillate(long seed) {
        Result result = ClosedLoop.run(seed, STEPS, true);
        for (NodeTrace node : result.nodes()) {
            Swing swing = Swing.of(node.error());
            assertThat(swing.oscillates()).as("%s", swing).isFalse();
            assertThat(swing.deviation()).isLessThan(node.noise());
            assertThat(node.worst()).isLessThan(0.05);
        }
        assertThat(result.placed()).isGreaterThan(10_000);
        assertThat(result.refused()).as("the nodes are full at times").isGreaterThan(1_000);
    }

    @Test
    void feedback_on_free_memory_swings_with_the_load() {
        for (NodeTrace node : ClosedLoop.run(1, STEPS, false).nodes()) {
            Swing swing = Swing.of(node.error());
            assertThat(swing.oscillates()).as("%s", swing).isTrue();
            assertThat(swing.deviation()).isGreaterThan(10 * node.noise());
        }
    }
}
