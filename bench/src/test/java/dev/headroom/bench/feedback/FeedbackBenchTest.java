package dev.headroom.bench.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FeedbackBenchTest {

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void filled_nodes_are_known_to_two_percent_and_leave_at_most_fifteen_unused(long seed) {
        FilledNodes.Result filled = FilledNodes.run(seed, 0);
        assertThat(filled.errorBefore())
                .as("10 % hidden, and what each pod costs")
                .isGreaterThan(0.10);
        assertThat(filled.errorAfter()).isLessThanOrEqualTo(0.02);
        assertThat(filled.meanSlack()).isBetween(0.0, 0.15);
        assertThat(filled.killed()).isZero();
    }

    @Test
    void the_same_seed_gives_the_same_figures() {
        assertThat(FilledNodes.run(7, 0)).isEqualTo(FilledNodes.run(7, 0)).isNotEqualTo(FilledNodes.run(8, 0));
        assertThat(ClosedLoop.run(7, 500, true).refused())
                .isEqualTo(ClosedLoop.run(7, 500, true).refused());
    }
}
