package dev.headroom.extender.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.predict.Sample;
import dev.headroom.predict.Signal;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class DroppedValuesTest {

    @Test
    @DisplayName("each reason is a counter from the start on, and people are told those that happened")
    void reasons() {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        DroppedValues values = new DroppedValues(registry, "kubelet");
        assertThat(values.notes()).isEmpty();
        values.count(Sample.at(7, Sample.Origin.KUBELET)
                .put(Signal.WORKING_SET, -1)
                .put(Signal.ANON, -2)
                .put(Signal.USAGE, 5)
                .notANumber(Signal.PEAK)
                .build());
        assertThat(values.notes())
                .containsExactly("values that were not believed since the start: 1 not a number, 2 negative");
        assertThat(registry.scrape())
                .contains(
                        "headroom_kubelet_values_dropped_total{reason=\"not_a_number\"} 1.0",
                        "headroom_kubelet_values_dropped_total{reason=\"negative\"} 2.0",
                        "headroom_kubelet_values_dropped_total{reason=\"too_large\"} 0.0",
                        "headroom_kubelet_values_dropped_total{reason=\"contradictory\"} 0.0");
    }
}
