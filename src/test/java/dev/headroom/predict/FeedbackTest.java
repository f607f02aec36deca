package dev.headroom.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.headroom.predict.Feedback.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A node of 10,000 MiB, of which the kubelet keeps 100 MiB free. */
class FeedbackTest {

    private static final long MIB = 1 << 20;
    private static final long CAPACITY = 10_000 * MIB;
    private static final long PERIOD = 30_000;
    private static final FeedbackSettings SETTINGS = FeedbackSettings.DEFAULTS;

    private long now = 1_800_000_000_000L;

    @Test
    void sees_only_what_is_not_the_pods() {
        // 10000 − (6000 − 5100) − 100 = 9000, whatever the pods take
        assertThat(new FeedbackObservation(0, CAPACITY, 6_000 * MIB, 5_100 * MIB).availableToPodsBytes(100 * MIB))
                .isEqualTo(9_000 * MIB);
        assertThat(new FeedbackObservation(0, CAPACITY, 1_900 * MIB, 1_000 * MIB).availableToPodsBytes(100 * MIB))
                .isEqualTo(9_000 * MIB);
    }

    @ParameterizedTest(name = "from {0} times the truth to within 2 % in {2} observations with gain {1} and window {3}")
    @CsvSource({
        // Few to begin with: 3 − 1 = 2, then ⌈ln(0.02/0.30)/ln(1 − 0.15)⌉ = ⌈16.66⌉ = 17: 19 in all
        "1.3, 0.15, 19, 5",
        "0.7, 0.15, 19, 5",
        // ⌈ln(0.0667)/ln(0.7)⌉ = ⌈7.59⌉ = 8 after 3 − 1
        "1.3, 0.30, 10, 3",
        // 17 after 6 − 1: half of the window must be there
        "0.7, 0.15, 22, 12"
    })
    void converges_in_the_steps_that_gain_and_median_give(double start, double gain, int steps, int window) {
        FeedbackSettings settings = new FeedbackSettings(gain, 0.85, window, PERIOD, 3_600_000, 100 * MIB);
        long truth = 7_000 * MIB;
        Feedback feedback = new Feedback(settings, Math.round(start * truth));
        for (int i = 1; i < steps; i++) {
            observe(feedback, truth);
        }
        assertThat(error(feedback, truth)).as("one observation before").isGreaterThan(0.02);
        observe(feedback, truth);
        assertThat(error(feedback, truth)).isLessThanOrEqualTo(0.02);
        assertThat(feedback.thresholdBytes()).isCloseTo(Math.round(0.85 * feedback.predictedBytes()), within(1L));
    }

    @Test
    void a_jump_of_the_truth_is_followed_as_fast() {
        Feedback feedback = settledAt(9_100 * MIB);
        long truth = 7_000 * MIB;
        // 9100/7000 = 1.3. The third new value of five is the median: 2 + 17 = 19 observations
        for (int i = 1; i < 19; i++) {
            observe(feedback, truth);
        }
        assertThat(error(feedback, truth)).isGreaterThan(0.02);
        observe(feedback, truth);
        assertThat(error(feedback, truth)).isLessThanOrEqualTo(0.02);
    }

    @Test
    void one_outlier_of_ten_times_moves_it_by_less_than_one_percent() {
        // Of five values the median is never the outlier; it moves within the noise, here ± 0.9 %, for five steps:
        // 1.8 % · (1 − 0.85^5) = 1.0 % at most
        Random random = new Random(5);
        for (int round = 0; round < 200; round++) {
            long[] truths = random.longs(12, 7_928, 8_073).map(mib -> mib * MIB).toArray();
            Feedback spared = settledAt(8_000 * MIB);
            Feedback hit = settledAt(8_000 * MIB);
            long start = now;
            for (int i = 0; i < truths.length; i++) {
                now = start + i * PERIOD;
                observe(spared, truths[i]);
                now = start + i * PERIOD;
                observe(hit, i == 5 ? truths[i] / 10 : truths[i]);
                assertThat(Math.abs((double) hit.predictedBytes() / spared.predictedBytes() - 1))
                        .isLessThan(0.01);
            }
        }
    }

    @Test
    void ten_times_as_much_as_there_can_be_is_not_believed() {
        Feedback feedback = settledAt(8_000 * MIB);
        long before = feedback.predictedBytes();
        now += PERIOD;
        assertThat(feedback.observe(new FeedbackObservation(now, CAPACITY, 10 * CAPACITY, MIB), now))
                .isEqualTo(Outcome.IMPOSSIBLE);
        assertThat(feedback.observe(new FeedbackObservation(now, CAPACITY, MIB, 10 * CAPACITY), now))
                .isEqualTo(Outcome.IMPOSSIBLE);
        assertThat(feedback.observe(new FeedbackObservation(now, 0, 0, 0), now)).isEqualTo(Outcome.IMPOSSIBLE);
        assertThat(feedback.observe(new FeedbackObservation(now, CAPACITY, -1, 0), now))
                .isEqualTo(Outcome.IMPOSSIBLE);
        assertThat(feedback.predictedBytes()).isEqualTo(before);
    }

    @Test
    void an_outlier_at_the_start_does_not_move_it() {
        Feedback feedback = new Feedback(SETTINGS, 8_000 * MIB);
        observe(feedback, 800 * MIB);
        observe(feedback, 8_000 * MIB);
        assertThat(feedback.isCorrected(now)).isFalse();
        observe(feedback, 8_000 * MIB);
        assertThat(feedback.predictedBytes()).isEqualTo(8_000 * MIB);
        assertThat(feedback.isCorrected(now)).isTrue();
    }

    @Test
    void a_series_that_stands_still_does_not_move_it() {
        Feedback feedback = new Feedback(SETTINGS, 9_000 * MIB);
        for (int i = 0; i < 3; i++) {
            observe(feedback, 7_000 * MIB);
        }
        // 9000 + 0.15·(7000 − 9000) = 8700
        assertThat(feedback.predictedBytes()).isEqualTo(8_700 * MIB);
        FeedbackObservation same = observation(now, 7_000 * MIB);
        for (int i = 0; i < 100; i++) {
            now += PERIOD;
            assertThat(feedback.observe(same, now)).isEqualTo(Outcome.STALE);
        }
        assertThat(feedback.predictedBytes()).isEqualTo(8_700 * MIB);
        // 100 · 30 s = 50 min are within the hour, 20 more periods are not
        assertThat(feedback.isCorrected(now)).isTrue();
        assertThat(feedback.isCorrected(now + 20 * PERIOD)).isFalse();
    }

    @Test
    void duplicates_and_more_frequent_scrapes_do_not_make_it_faster() {
        Feedback often = new Feedback(SETTINGS, 9_000 * MIB);
        Feedback once = new Feedback(SETTINGS, 9_000 * MIB);
        for (int i = 0; i < 60; i++) {
            now += PERIOD / 6;
            Outcome outcome = often.observe(observation(now, 7_000 * MIB), now);
            if (i % 6 == 0) {
                assertThat(once.observe(observation(now, 7_000 * MIB), now)).isEqualTo(outcome);
            } else {
                assertThat(outcome).isEqualTo(Outcome.TOO_EARLY);
            }
        }
        assertThat(often.predictedBytes()).isEqualTo(once.predictedBytes());
    }

    @Test
    void an_observation_from_the_future_is_refused_and_does_not_block_the_next() {
        Feedback feedback = settledAt(8_000 * MIB);
        assertThat(feedback.observe(observation(now + 10 * PERIOD, 7_000 * MIB), now))
                .isEqualTo(Outcome.FUTURE);
        now += PERIOD;
        assertThat(feedback.observe(observation(now, 8_000 * MIB), now)).isEqualTo(Outcome.MOVED);
    }

    @Test
    void after_a_long_silence_new_observations_have_no_old_witnesses_against_them() {
        Feedback feedback = settledAt(9_000 * MIB);
        now += 11 * PERIOD;
        assertThat(feedback.observe(observation(now, 7_000 * MIB), now)).isEqualTo(Outcome.COLLECTED);
        observe(feedback, 7_000 * MIB);
        assertThat(feedback.predictedBytes()).isCloseTo(9_000 * MIB, within(1L));
        observe(feedback, 7_000 * MIB);
        assertThat(feedback.predictedBytes()).isCloseTo(8_700 * MIB, within(1L));
    }

    @Test
    void a_restart_recomputes_it_from_history() {
        Random random = new Random(9);
        List<FeedbackObservation> all = new ArrayList<>();
        Feedback running = new Feedback(SETTINGS, 9_500 * MIB);
        for (int i = 0; i < 1_000; i++) {
            now += PERIOD;
            all.add(observation(now, noisy(random)));
            Outcome ignored = running.observe(all.getLast(), now);
        }
        assertThat(Feedback.recompute(SETTINGS, 9_500 * MIB, all, now).predictedBytes())
                .isEqualTo(running.predictedBytes());
        // An hour is 120 steps: of the 19 % by which the start is wrong 0.85^118 is left, nothing
        Feedback restarted = Feedback.recompute(SETTINGS, 9_500 * MIB, all.subList(880, 1_000), now);
        assertThat(restarted.predictedBytes()).isCloseTo(running.predictedBytes(), within(4_096L));
        assertThat(restarted.isCorrected(now)).isTrue();
    }

    @Test
    void names_all_settings_that_are_out_of_bounds() {
        assertThat(SETTINGS.validate()).isEmpty();
        FeedbackSettings wrong = new FeedbackSettings(0.6, 0.93, 13, 4_999, 4_998, -1);
        assertThat(wrong.validate())
                .extracting(problem -> problem.path())
                .containsExactly(
                        "gain", "sensitivity", "window", "periodMillis", "forgetMillis", "evictionThresholdBytes");
        assertThat(new FeedbackSettings(Double.NaN, 0.74, 2, 300_001, 300_000, 0).validate())
                .hasSize(5);
        assertThatThrownBy(() -> new Feedback(wrong, 1)).hasMessageContaining("gain: 0.6 is not allowed");
    }

    private Feedback settledAt(long bytes) {
        Feedback feedback = new Feedback(SETTINGS, bytes);
        long start = now;
        for (int i = 0; i < 100; i++) {
            observe(feedback, bytes);
        }
        now = start + 100 * PERIOD;
        assertThat(feedback.predictedBytes()).isEqualTo(bytes);
        return feedback;
    }

    private void observe(Feedback feedback, long availableBytes) {
        now += PERIOD;
        assertThat(feedback.observe(observation(now, availableBytes), now)).isIn(Outcome.MOVED, Outcome.COLLECTED);
    }

    /** Of a node on which pods have 3,000 MiB and others so much that this is available to pods. */
    private static FeedbackObservation observation(long atMillis, long availableBytes) {
        long others = CAPACITY - availableBytes - 100 * MIB;
        long pods = Math.min(3_000 * MIB, CAPACITY - others);
        return new FeedbackObservation(atMillis, CAPACITY, others + pods, pods);
    }

    /** ± 2 %, as working sets of a quiet node are. */
    private static long noisy(Random random) {
        return 8_000 * MIB + random.nextLong(-160, 161) * MIB;
    }

    private static double error(Feedback feedback, long truth) {
        return Math.abs((double) feedback.predictedBytes() / truth - 1);
    }
}
