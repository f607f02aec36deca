package dev.headroom.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.extender.telemetry.ContainerSample;
import dev.headroom.extender.telemetry.prometheus.PrometheusSource;
import dev.headroom.predict.Sample;
import dev.headroom.predict.Signal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A container, or a real Prometheus itself, ends and begins anew. */
class PrometheusRestartE2E {

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
    void a_container_that_was_replaced_is_not_mistaken_for_its_successor() throws Exception {
        try (PrometheusSource source = fixture.source("series: raw, history: 0s")) {
            fixture.awaitSample(Sample.Origin.KUBELET, sample -> sample.get(Signal.WORKING_SET) == 300e6);
            fixture.kubelet.restart();

            ContainerSample next = fixture.awaitSample(
                    Sample.Origin.KUBELET, sample -> sample.get(Signal.START_TIME_SECONDS) == 1_700_005_000);
            assertThat(next.sample().get(Signal.WORKING_SET)).isEqualTo(100e6);
            assertThat(next.sample().get(Signal.CGROUP_CPU_SECONDS)).isEqualTo(5);
            assertThat(source.status().failure()).isNull();
        }
    }

    @Test
    void a_server_that_comes_back_is_asked_again() throws Exception {
        try (PrometheusSource source = fixture.source("series: raw, history: 0s, timeout: 2s")) {
            fixture.awaitSample(Sample.Origin.PROMETHEUS, sample -> true);
            fixture.prometheus.stop();
            Deadline.await(
                    "the failure is shown",
                    PrometheusFixture.PATIENCE,
                    () -> source.status().failure() != null && source.status().restsUntilMillis() > 0);
            assertThat(Objects.requireNonNull(source.status().failure()).promql())
                    .isNotEmpty();

            fixture.measured.clear();
            fixture.prometheus.start();
            fixture.awaitSample(Sample.Origin.PROMETHEUS, sample -> true);
        }
    }
}
