package dev.headroom.extender.demo;

import static dev.headroom.extender.demo.Simulated.GIB;
import static dev.headroom.extender.demo.Simulated.pod;
import static dev.headroom.extender.demo.Simulated.workload;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class InTreeScoresTest {

    private final SimulatedNode node = Simulated.node("a", 1000, GIB);

    @Test
    void an_empty_node_scores_high() {
        // cpu 100/1000 = 0.1, memory 256/1024 = 0.25: (90 + 75)/2 = 82; balanced 100 · (1 − 0.15/2) = 92.5 → 92
        assertThat(InTreeScores.score(pod(workload("w", 256, 1), 1), node)).isEqualTo(82 + 92);
    }

    @Test
    void a_fuller_node_scores_less() {
        node.bind(pod(workload("w", 256, 1), 1));

        // cpu 0.2, memory 0.5: (80 + 50)/2 = 65; balanced 100 · (1 − 0.3/2) = 85
        assertThat(InTreeScores.score(pod(workload("w", 256, 1), 2), node)).isEqualTo(65 + 85);
    }

    @Test
    void a_pod_without_a_memory_request_counts_as_200_mebibytes() {
        // cpu 0.1, memory 200/1024 = 0.195: (90 + 80)/2 = 85; balanced 100 · (1 − 0.0953/2) = 95.2 → 95
        assertThat(InTreeScores.score(pod(workload("w", 0, 1), 1), node)).isEqualTo(85 + 95);
    }

    @Test
    void fits_up_to_exactly_what_is_allocatable() {
        assertThat(InTreeScores.fits(pod(workload("w", 1024, 1), 1), node)).isTrue();
        assertThat(InTreeScores.fits(pod(workload("w", 1025, 1), 1), node)).isFalse();
    }

    @Test
    void ten_pods_of_100_milli_cpu_are_all_that_fit_1_cpu() {
        for (int i = 0; i < 9; i++) {
            node.bind(pod(workload("w", 1, 1), i));
        }
        assertThat(InTreeScores.fits(pod(workload("w", 1, 1), 9), node)).isTrue();
        node.bind(pod(workload("w", 1, 1), 9));
        assertThat(InTreeScores.fits(pod(workload("w", 1, 1), 10), node)).isFalse();
    }
}
