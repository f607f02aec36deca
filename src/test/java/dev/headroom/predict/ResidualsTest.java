package dev.headroom.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Residuals are in units of the error that was to be expected. The bins are a third of a unit wide about 0. */
class ResidualsTest {

    private static final long START = 1_700_000_000_000L;
    private static final double PRIOR_WEIGHT = 3;
    private static final double HALF_LIFE_SECONDS = 900;

    private final Residuals residuals = new Residuals(Residuals.prior(0, 1, 0, 1), PRIOR_WEIGHT, HALF_LIFE_SECONDS);

    @Test
    void the_shares_of_a_prior_add_up_to_one() {
        double sum = 0;
        for (float share : Residuals.prior(0.5, 2, 0.18, 8)) {
            sum += share;
        }
        assertThat(sum).isCloseTo(1, within(1e-5));
    }

    @ParameterizedTest(name = "{0} of a standard normal distribution is {1}")
    @CsvSource({"0.50, 0", "0.84, 0.994", "0.95, 1.645", "0.99, 2.326", "0.05, -1.645"})
    void before_anything_was_seen_the_prior_is_what_is_known(double probability, double z) {
        assertThat(residuals.observed()).isZero();
        assertThat(residuals.quantile(probability)).isCloseTo(z, within(0.1));
    }

    @Test
    void a_tail_lifts_the_high_quantiles_and_not_the_median() {
        Residuals tailed = new Residuals(Residuals.prior(0, 1, 0.18, 8), PRIOR_WEIGHT, HALF_LIFE_SECONDS);
        // beyond 8: 0.18 · e^(−8/8) of 0.82 + 0.18 = 0.066
        assertThat(tailed.exceeding(8)).isCloseTo(0.066, within(0.005));
        // above 0: 0.82 / 2 + 0.18 = 0.59, so the median is where a normal one has 0.41 / 0.82 · … ≈ 0.2
        assertThat(tailed.quantile(0.5)).isBetween(0.0, 0.4);
    }

    @Test
    void one_observation_moves_the_prior_by_its_weight() {
        residuals.add(START, 10, 1);
        // of 1 + 3 one lies at 10
        assertThat(residuals.exceeding(5)).isCloseTo(0.25, within(0.001));
        assertThat(residuals.observed()).isEqualTo(1);
    }

    @Test
    void what_overlaps_counts_for_its_part_only() {
        for (int i = 0; i < 10; i++) {
            residuals.add(START, 10, 0.1);
        }
        // 10 · 0.1 = 1
        assertThat(residuals.exceeding(5)).isCloseTo(0.25, within(0.001));
    }

    @Test
    void many_observations_outweigh_the_prior() {
        for (int i = 0; i < 200; i++) {
            residuals.add(START + i, 3, 1);
        }
        assertThat(residuals.quantile(0.5)).isCloseTo(3, within(0.6));
        assertThat(residuals.quantile(0.05)).isCloseTo(3, within(0.6));
    }

    @Test
    void old_observations_fade() {
        residuals.add(START, 10, 1);
        residuals.add(START + 900_000, -1, 1);
        // 1 · 0.5 + 1
        assertThat(residuals.observed()).isCloseTo(1.5, within(1e-6));
        // 0.5 of 1.5 + 3
        assertThat(residuals.exceeding(5)).isCloseTo(0.5 / 4.5, within(0.001));
    }

    @Test
    void an_observation_from_before_does_not_fade_what_came_after() {
        residuals.add(START, 10, 1);
        residuals.add(START - 900_000, 10, 1);
        assertThat(residuals.observed()).isEqualTo(2);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4})
    void quantile_and_exceeding_are_each_others_inverse(long seed) {
        Random random = new Random(seed);
        int count = random.nextInt(1, 200);
        for (int i = 0; i < count; i++) {
            residuals.add(START + i * 5_000L, random.nextGaussian() * 4, random.nextDouble());
        }
        double last = Double.NEGATIVE_INFINITY;
        for (double probability = 0.01; probability < 0.995; probability += 0.01) {
            double quantile = residuals.quantile(probability);
            assertThat(residuals.exceeding(quantile)).isCloseTo(1 - probability, within(1e-4));
            assertThat(quantile).isGreaterThanOrEqualTo(last);
            last = quantile;
        }
    }

    @ParameterizedTest(name = "a residual of {0}")
    @ValueSource(doubles = {-1e9, -40, 120, 1e9, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void what_lies_beyond_all_bins_goes_into_the_outermost(double residual) {
        residuals.add(START, residual, 1);
        assertThat(residuals.observed()).isEqualTo(1);
        assertThat(residuals.quantile(0.999)).isBetween(-40.0, 120.0);
        assertThat(residuals.exceeding(-41)).isCloseTo(1, within(1e-6));
        assertThat(residuals.exceeding(121)).isZero();
    }

    @Test
    void bins_far_apart_are_kept_and_what_lies_between_is_empty() {
        residuals.add(START, 100, 1);
        residuals.add(START, -30, 2);
        residuals.add(START, 0, 1);
        assertThat(residuals.observed()).isEqualTo(4);
        // Of 4 + 3 of the prior, which is within ±10: one lies above 50, two below −20.
        assertThat(residuals.exceeding(50)).isCloseTo(1 / 7.0, within(1e-3));
        assertThat(1 - residuals.exceeding(-20)).isCloseTo(2 / 7.0, within(1e-3));
    }

    /** Times are kept modulo 2^32 ms = 49.7 days. */
    @ParameterizedTest(name = "silent for {0} days")
    @ValueSource(ints = {1, 24, 25, 49})
    void after_a_long_silence_nothing_is_left(int days) {
        residuals.add(START, 3, 10);
        residuals.add(START + days * 86_400_000L, 0, 1);
        assertThat(residuals.observed()).isCloseTo(1, within(1e-6));
    }
}
