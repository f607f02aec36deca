package dev.headroom.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.headroom.api.Correlation;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CorrelationLearnerTest {

    private static final long ROUND = 300_000;
    private static final long MEAN = 100_000_000;
    private static final long SPREAD = 10_000_000;

    private final CorrelationLearner learner = new CorrelationLearner();
    private final Random random = new Random(11);
    private long now = 1_800_000_000_000L;

    @ParameterizedTest(name = "common {0}, of the workload {1}, own {2}, bias {3}: within {4}, between {5}")
    @CsvSource({
        // shares of the variance: within = common² + workload², between = common²
        "0,   0.8, 0.6, 0,    0.64, 0",
        "0.5, 0.7, 0.51, 0,   0.74, 0.25",
        "0,   0,   1,   0,    0,    0",
        "0,   0,   0.9, -1,   0,    0",
        "0.6, 0,   0.8, 0.5,  0.36, 0.36",
        "0,   1,   0,   0,    1,    0"
    })
    void learns_the_shares_of_the_variance_whatever_the_bias(
            double common, double workload, double own, double bias, double within, double between) {
        for (int round = 0; round < 600; round++) {
            double all = random.nextGaussian();
            for (int w = 0; w < 10; w++) {
                double shared = random.nextGaussian();
                for (int replica = 0; replica < 4; replica++) {
                    double z = bias + common * all + workload * shared + own * random.nextGaussian();
                    twice(w + "-" + replica, "w" + w, z);
                }
            }
            now += ROUND;
        }
        Correlation learnt = learner.learnt();
        assertThat(learnt.within()).isCloseTo(within, within(0.07));
        assertThat(learnt.between()).isCloseTo(between, within(0.07));
    }

    @Test
    void says_nothing_before_two_hundred_pairs_of_replicas() {
        // 6 pairs in a workload of 4, 10 workloads: 60 pairs a round, decayed by a thousandth
        for (int round = 0; round < 5; round++) {
            assertThat(learner.learnt()).isEqualTo(Correlation.UNKNOWN);
            for (int i = 0; i < 40; i++) {
                twice("p" + i, "w" + i / 4, random.nextGaussian());
            }
            now += ROUND;
        }
        twice("p", "w", 0);
        assertThat(learner.learnt().isLearnt()).isTrue();
        assertThat(learner.learnt().pairs()).isBetween(295L, 300L);
    }

    @Test
    void the_highest_of_a_round_counts_against_the_forecast_at_its_start() {
        for (int round = 0; round < 40; round++) {
            double z = random.nextGaussian();
            for (int i = 0; i < 4; i++) {
                learner.observe("p" + i, "w", MEAN, SPREAD, MEAN / 2, now);
                learner.observe("p" + i, "w", 7 * MEAN, 1, Math.round(MEAN + z * SPREAD), now + 1);
                learner.observe("p" + i, "w", 7 * MEAN, 1, MEAN / 2, now + 2);
            }
            now += ROUND;
        }
        twice("p", "w", 0);
        assertThat(learner.learnt().within()).isCloseTo(1, within(0.01));
    }

    @Test
    void one_absurd_pod_is_no_correlation() {
        for (int round = 0; round < 100; round++) {
            for (int i = 0; i < 40; i++) {
                twice("p" + i, "w" + i / 4, i == 0 ? 1e6 : random.nextGaussian());
            }
            now += ROUND;
        }
        twice("p", "w", 0);
        assertThat(learner.learnt().within()).isLessThan(0.1);
    }

    @Test
    void what_says_nothing_is_left_out() {
        for (int round = 0; round < 10; round++) {
            for (int i = 0; i < 40; i++) {
                learner.observe("single" + i, "", MEAN, SPREAD, MEAN, now);
                learner.observe("certain" + i, "w", MEAN, 0, MEAN, now);
                learner.observe("silent" + i, "w", MEAN, SPREAD, 0, now);
                learner.observe("once" + i, "w", MEAN, SPREAD, MEAN, now);
                learner.observe("late" + i, "w", MEAN, SPREAD, MEAN, now - ROUND);
            }
            now += ROUND;
        }
        assertThat(learner.learnt()).isEqualTo(Correlation.UNKNOWN);
    }

    @Test
    void a_workload_of_a_thousand_replicas_counts_as_eight() {
        for (int i = 0; i < 1_000; i++) {
            twice("p" + i, "w", random.nextGaussian());
        }
        now += ROUND;
        for (int round = 0; round < 20; round++) {
            for (int i = 0; i < 1_000; i++) {
                twice("p" + i, "w", random.nextGaussian());
            }
            now += ROUND;
        }
        twice("p", "w", 0);
        // 21 rounds of 8 · 7/2 = 28 pairs
        assertThat(learner.learnt().pairs()).isBetween(570L, 588L);
    }

    @Test
    void a_correlation_that_cannot_be_is_refused() {
        assertThatThrownBy(() -> new Correlation(0.2, 0.3, 1)).hasMessageContaining("between 0.3");
        assertThatThrownBy(() -> new Correlation(Double.NaN, 0.3, 1)).hasMessageContaining("within is NaN");
    }

    private void twice(String pod, String workload, double z) {
        long resident = Math.max(1, Math.round(MEAN + z * SPREAD));
        learner.observe(pod, workload, MEAN, SPREAD, 1, now);
        learner.observe(pod, workload, MEAN, SPREAD, resident, now + 1);
    }
}
