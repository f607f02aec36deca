package dev.headroom.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.extender.forecast.ForecastSource;
import dev.headroom.extender.forecast.PrometheusForecasts;
import dev.headroom.extender.forecast.Subject;
import dev.headroom.extender.telemetry.prometheus.PrometheusSource;
import dev.headroom.predict.Sample;
import dev.headroom.runtime.SystemClock;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real Prometheus alone is enough to forecast from. */
class PrometheusForecastsE2E {

    private PrometheusFixture fixture;

    @BeforeEach
    void start(@TempDir Path folder) throws IOException {
        fixture = new PrometheusFixture(folder);
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    @Test
    void forecasts_need_no_cluster() throws Exception {
        Deadline.await("something is recorded", PrometheusFixture.PATIENCE, () -> {
            fixture.measured.clear();
            try (PrometheusSource source = fixture.source("series: raw, history: 0s")) {
                fixture.awaitSample(Sample.Origin.PROMETHEUS, sample -> true);
                fixture.awaitSample(Sample.Origin.KUBELET, sample -> true);
            }
            return true;
        });
        List<String> told = new ArrayList<>();
        new PrometheusForecasts(fixture.prometheus.url(), Duration.ofSeconds(5), new SystemClock(), told::add)
                .run(new Told(told));

        assertThat(told.getFirst())
                .isEqualTo(
                        "appeared shop/cart-7d9f-x2k4q/cart, a replica of shop/Deployment/cart/cart, limit 600000000");
        assertThat(told).contains("sampled shop/cart-7d9f-x2k4q/cart");
        assertThat(told.getLast()).isEqualTo("due shop/cart-7d9f-x2k4q/cart");
    }

    /** Writes down what a source of forecasts tells, and wants one round. */
    private record Told(List<String> lines) implements ForecastSource.Listener {

        @Override
        public void appeared(Subject subject, long atMillis) {
            lines.add("appeared " + subject.name() + ", a replica of " + subject.workload() + ", limit "
                    + subject.spec().limitBytes());
        }

        @Override
        public void sampled(Subject subject, Sample sample) {
            lines.add("sampled " + subject.name());
        }

        @Override
        public void missed(Subject subject, long atMillis) {
            lines.add("missed " + subject.name());
        }

        @Override
        public void due(Subject subject, long atMillis) {
            lines.add("due " + subject.name());
        }

        @Override
        public void gone(Subject subject, long atMillis) {
            lines.add("gone " + subject.name());
        }

        @Override
        public boolean roundEnded() {
            return false;
        }
    }
}
