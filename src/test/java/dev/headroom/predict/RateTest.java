package dev.headroom.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class RateTest {

    private final Rate rate = new Rate(10);

    @Test
    void one_reading_of_a_counter_is_no_rate() {
        rate.add(0, 1000);
        assertThat(rate.isKnown()).isFalse();
        assertThat(rate.perSecond()).isZero();
    }

    @Test
    void a_rate_is_the_difference_over_the_time() {
        rate.add(0, 100);
        rate.add(10_000, 150);
        // (150 − 100) / 10 s
        assertThat(rate.perSecond()).isCloseTo(5, within(1e-9));
    }

    @Test
    void older_seconds_count_half_after_every_half_life() {
        rate.add(0, 0);
        rate.add(10_000, 100);
        rate.add(20_000, 400);
        // (100 · 0.5 + 300) / (10 · 0.5 + 10)
        assertThat(rate.perSecond()).isCloseTo(350.0 / 15, within(1e-9));
    }

    @Test
    void a_counter_that_falls_was_reset_and_its_interval_is_left_out() {
        rate.add(0, 1000);
        rate.add(10_000, 1050);
        assertThat(rate.isReset(20)).isTrue();
        assertThat(rate.isReset(1050)).isFalse();

        rate.add(20_000, 20);
        // the 5/s of before; never (20 − 1050) / 10
        assertThat(rate.perSecond()).isCloseTo(5, within(1e-9));

        rate.add(30_000, 120);
        // (50 · 0.25 + 100) / (10 · 0.25 + 10)
        assertThat(rate.perSecond()).isCloseTo(112.5 / 12.5, within(1e-9));
    }

    @Test
    void what_is_unknown_is_left_out_and_bridged() {
        rate.add(0, 0);
        rate.add(10_000, Double.NaN);
        assertThat(rate.isKnown()).isFalse();
        rate.add(20_000, 60);
        // 60 in 20 s
        assertThat(rate.perSecond()).isCloseTo(3, within(1e-9));
    }

    @Test
    void a_second_reading_of_the_same_moment_divides_by_nothing() {
        rate.add(0, 0);
        rate.add(0, 50);
        assertThat(rate.isKnown()).isFalse();
        rate.add(10_000, 100);
        assertThat(rate.perSecond()).isCloseTo(5, within(1e-9));
    }

    @Test
    void a_forgotten_rate_needs_two_readings_again() {
        rate.add(0, 0);
        rate.add(10_000, 100);
        rate.forget();
        assertThat(rate.isKnown()).isFalse();
        rate.add(20_000, 900);
        assertThat(rate.isKnown()).isFalse();
        rate.add(30_000, 920);
        assertThat(rate.perSecond()).isCloseTo(2, within(1e-9));
    }
}
