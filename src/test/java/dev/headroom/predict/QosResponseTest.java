package dev.headroom.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.headroom.predict.QosResponse.Estimate;
import dev.headroom.predict.QosResponseSettings.Delay;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QosResponseTest {

    private final QosResponse response = new QosResponse(QosResponseSettings.DEFAULTS);

    @ParameterizedTest(name = "{0}: {1} ± {2} s to termination")
    @CsvSource({"GUARANTEED, 1.2, 0.3", "BURSTABLE, 4.7, 1.1", "BEST_EFFORT, 0.8, 0.2"})
    void begins_with_the_reference(QosClass qos, double mean, double spread) {
        assertThat(response.termination(qos)).isEqualTo(new Estimate(mean, spread, 0, false));
    }

    @Test
    void knows_of_burstable_pods_how_long_memory_takes_to_fall() {
        assertThat(response.recovery(QosClass.BURSTABLE)).isEqualTo(new Estimate(8.9, 2.4, 0, false));
        assertThat(response.recovery(QosClass.GUARANTEED).meanSeconds()).isNaN();
    }

    @Test
    void twenty_observations_replace_the_constants_of_their_class_only() {
        for (int i = 0; i < 19; i++) {
            response.terminated(QosClass.BURSTABLE, i % 2 == 0 ? 3 : 5);
        }
        assertThat(response.termination(QosClass.BURSTABLE)).isEqualTo(new Estimate(4.7, 1.1, 19, false));
        response.terminated(QosClass.BURSTABLE, 5);
        // ten times 3 and ten times 5: mean 4, deviation √(20 · 1²/19) = 1.026
        Estimate fitted = response.termination(QosClass.BURSTABLE);
        assertThat(fitted.meanSeconds()).isCloseTo(4, within(1e-9));
        assertThat(fitted.spreadSeconds()).isCloseTo(1.026, within(1e-3));
        assertThat(fitted.fitted()).isTrue();
        assertThat(fitted.observations()).isEqualTo(20);
        assertThat(response.termination(QosClass.GUARANTEED).fitted()).isFalse();
        assertThat(response.recovery(QosClass.BURSTABLE).observations()).isZero();
    }

    @Test
    void recoveries_of_any_class_are_fitted_too() {
        for (int i = 0; i < 20; i++) {
            response.recovered(QosClass.GUARANTEED, 7);
        }
        assertThat(response.recovery(QosClass.GUARANTEED)).isEqualTo(new Estimate(7, 0, 20, true));
    }

    @Test
    void what_no_pod_can_take_is_dropped_and_counted() {
        for (double seconds : new double[] {-0.1, 600.1, Double.NaN, Double.POSITIVE_INFINITY}) {
            response.terminated(QosClass.BEST_EFFORT, seconds);
        }
        assertThat(response.dropped()).isEqualTo(4);
        assertThat(response.termination(QosClass.BEST_EFFORT).observations()).isZero();
    }

    @Test
    void the_fit_agrees_with_the_two_pass_formulas() {
        double[] values = new Random(3).doubles(1_000, 0, 600).toArray();
        double mean = 0;
        for (double value : values) {
            response.recovered(QosClass.BURSTABLE, value);
            mean += value / values.length;
        }
        double squares = 0;
        for (double value : values) {
            squares += (value - mean) * (value - mean);
        }
        Estimate fitted = response.recovery(QosClass.BURSTABLE);
        assertThat(fitted.meanSeconds()).isCloseTo(mean, within(1e-9));
        assertThat(fitted.spreadSeconds()).isCloseTo(Math.sqrt(squares / 999), within(1e-9));
    }

    @Test
    void names_all_settings_that_are_out_of_bounds() {
        assertThat(QosResponseSettings.DEFAULTS.validate()).isEmpty();
        QosResponseSettings wrong =
                new QosResponseSettings(new Delay(0, 0), new Delay(1, -1), new Delay(601, 601), new Delay(1, 1), 1);
        assertThat(wrong.validate())
                .extracting(problem -> problem.path())
                .containsExactly(
                        "guaranteed.meanSeconds",
                        "burstable.spreadSeconds",
                        "bestEffort.meanSeconds",
                        "bestEffort.spreadSeconds",
                        "fewestObservations");
        assertThatThrownBy(() -> new QosResponse(wrong)).hasMessageContaining("guaranteed.meanSeconds: 0.0");
    }
}
