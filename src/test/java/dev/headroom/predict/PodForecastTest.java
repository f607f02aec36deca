package dev.headroom.predict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.api.CpuForecast;
import dev.headroom.api.ForecastSource;
import dev.headroom.api.MemoryForecast;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PodForecastTest {

    @Test
    void means_and_variances_add_and_the_least_sure_container_counts() {
        // 300 + 40; √(30² + 40²) = 50
        assertThat(sum().measured(7, 0)).isEqualTo(new MemoryForecast(340, 50, 0.7, 7, ForecastSource.MEASURED));
    }

    @Test
    void the_pods_limit_bounds_the_sum_and_two_of_its_spreads() {
        // (400 − 340)/2 = 30
        assertThat(sum().measured(7, 400)).isEqualTo(new MemoryForecast(340, 30, 0.7, 7, ForecastSource.MEASURED));
        assertThat(sum().measured(7, 100)).isEqualTo(new MemoryForecast(100, 0, 0.7, 7, ForecastSource.MEASURED));
    }

    @Test
    void what_is_sure_adds_and_the_largest_excess_counts_within_the_limit() {
        PodForecast sum = new PodForecast()
                .add(new Placement(300, 30, 100, 420, 250, 300, 0, 0.9, Placement.Basis.HISTORY, 0.2), 500)
                .add(new Placement(40, 4, 30, 60, 40, 30, 0, 0.7, Placement.Basis.FORECAST, 0.2), 100);
        assertThat(sum.measured(7, 0).lowBytes()).isEqualTo(130);
        // 340 + max(120, 20)
        assertThat(sum.measured(7, 0).highBytes()).isEqualTo(460);
        assertThat(sum.measured(7, 400).highBytes()).isEqualTo(400);
        assertThat(sum.measured(7, 100).lowBytes()).isEqualTo(100);
    }

    /** Amounts: mean, what stays, median of the next 5 minutes. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            nothing was learnt                                     | FORECAST | 200 |  90 | 200 | 1    | 200
            10 % too low lately                                    | FORECAST | 200 |  90 | 200 | 1.1  | 220
            10 % too high lately                                   | FORECAST | 200 |  90 | 200 | 0.9  | 180
            what its heap will fill up to is no such forecast      | FORECAST | 200 | 190 | 200 | 0.9  | 190
            what its workload usually peaks at is none             | HISTORY  | 300 | 300 | 200 | 0.9  | 300
            unless the corrected forecast is more                  | PLATEAU  | 205 | 190 | 200 | 1.1  | 220
            """)
    void a_workloads_bias_corrects_what_is_forecast_and_is_named(
            String name,
            Placement.Basis basis,
            double mean,
            double least,
            double ahead,
            double factor,
            long corrected) {
        MemoryForecast forecast = new PodForecast(factor)
                .add(new Placement(mean, 10, least, mean + 16, ahead, least, 0, 0.9, basis, Double.NaN), Double.NaN)
                .measured(7, 0);
        assertThat(forecast.meanBytes()).isEqualTo(corrected);
        assertThat(forecast.correctionBytes()).isEqualTo(corrected - (long) mean);
        assertThat(forecast.lowBytes()).isLessThanOrEqualTo(corrected);
    }

    @Test
    void without_a_measured_container_nothing_is_known() {
        assertThat(new PodForecast().measured(7, 100)).isEqualTo(MemoryForecast.UNKNOWN);
    }

    @Test
    void cpu_adds_and_the_collectors_share_of_a_container_is_of_its_own_cpu() {
        // 500 · 0.2 = 100 of the first; of the second nothing is known of its collector
        assertThat(sum().cpu()).isEqualTo(CpuForecast.of(500, 100));
    }

    @Test
    void cpu_that_is_unknown_of_one_container_is_unknown_of_the_pod() {
        assertThat(sum().add(new Placement(1, 1, 0.5, Placement.Basis.FORECAST, 0.1), Double.NaN)
                        .cpu())
                .isEqualTo(CpuForecast.UNKNOWN);
        assertThat(new PodForecast().cpu()).isEqualTo(CpuForecast.UNKNOWN);
    }

    private static PodForecast sum() {
        return new PodForecast()
                .add(new Placement(300, 30, 0.9, Placement.Basis.FORECAST, 0.2), 500)
                .add(new Placement(40, 40, 0.7, Placement.Basis.PLATEAU, Double.NaN), 100);
    }
}
