package dev.headroom.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.headroom.api.Contribution.Quantity;
import dev.headroom.api.Contribution.Unit;
import dev.headroom.api.ForecastSource;
import dev.headroom.api.MemoryForecast;
import org.junit.jupiter.api.Test;

class BiasCorrectionTest {

    private static final long HORIZON = 300_000;

    private final BiasCorrection bias = new BiasCorrection(HORIZON);
    private long now;

    @Test
    void moves_by_a_sixth_of_what_is_missing_once_three_forecasts_came_due() {
        observe(1_000, 1_100);
        observe(1_000, 1_100);
        assertThat(bias.factor()).isEqualTo(1);
        observe(1_000, 1_100);
        // 1 + 0.15·(1.1 − 1)
        assertThat(bias.factor()).isCloseTo(1.015, within(1e-9));
        for (int i = 0; i < 17; i++) {
            observe(1_000, 1_100);
        }
        // 10 % · 0.85^18 = 0.54 % are left
        assertThat(bias.factor()).isCloseTo(1.0946, within(1e-4));
    }

    @Test
    void corrects_by_ten_percent_at_most_in_both_directions() {
        for (int i = 0; i < 100; i++) {
            observe(1_000, 5_000);
        }
        assertThat(bias.factor()).isCloseTo(1.1, within(1e-6));
        for (int i = 0; i < 100; i++) {
            observe(1_000, 1);
        }
        assertThat(bias.factor()).isCloseTo(0.9, within(1e-6));
    }

    @Test
    void one_absurd_truth_moves_nothing() {
        for (int i = 0; i < 10; i++) {
            observe(1_000, 1_000);
        }
        observe(1_000, 10_000);
        assertThat(bias.factor()).isEqualTo(1);
    }

    @Test
    void a_forecast_that_was_far_off_counts_as_one_that_was_off_by_ten_percent() {
        for (int i = 0; i < 3; i++) {
            observe(1_000, 3_000);
        }
        // 1 + 0.15·(1.1 − 1), not 1 + 0.15·(3 − 1)
        assertThat(bias.factor()).isCloseTo(1.015, within(1e-9));
    }

    @Test
    void takes_one_observation_per_horizon_and_none_of_nothing() {
        assertThat(bias.observe(1_000, 1_000, 0)).isTrue();
        assertThat(bias.observe(1_000, 1_000, HORIZON - 1)).isFalse();
        assertThat(bias.observe(1_000, 1_000, HORIZON)).isTrue();
        assertThat(bias.observe(0, 1_000, 2 * HORIZON)).isFalse();
        assertThat(bias.observe(1_000, 0, 2 * HORIZON)).isFalse();
        assertThat(bias.observations()).isEqualTo(2);
        assertThatThrownBy(() -> new BiasCorrection(0)).hasMessageContaining("periodMillis is 0");
    }

    @Test
    void the_correction_is_named_in_bytes() {
        for (int i = 0; i < 200; i++) {
            observe(1_000, 900);
        }
        MemoryForecast forecast = new MemoryForecast(1_000_000, 5_000, 0.9, 7, ForecastSource.MEASURED);
        MemoryForecast corrected = bias.correct(forecast);
        assertThat(corrected.meanBytes()).isCloseTo(900_000, within(1L));
        assertThat(corrected.spreadBytes()).isEqualTo(5_000);
        assertThat(bias.explain(1_000_000)).isEqualTo(new Quantity("bias correction", -100_000, Unit.BYTES));
        MemoryForecast largest = new MemoryForecast(MemoryForecast.MAX_BYTES, 0, 0.9, 7, ForecastSource.MEASURED);
        BiasCorrection upwards = new BiasCorrection(1);
        for (int i = 0; i < 50; i++) {
            assertThat(upwards.observe(10, 20, i)).isTrue();
        }
        assertThat(upwards.correct(largest).meanBytes()).isEqualTo(MemoryForecast.MAX_BYTES);
    }

    private void observe(long forecast, long truth) {
        now += HORIZON;
        assertThat(bias.observe(forecast, truth, now)).isTrue();
    }
}
