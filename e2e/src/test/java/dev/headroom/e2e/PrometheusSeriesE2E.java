package dev.headroom.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.headroom.extender.telemetry.ContainerSample;
import dev.headroom.extender.telemetry.NodeSample;
import dev.headroom.extender.telemetry.prometheus.PrometheusSource;
import dev.headroom.extender.telemetry.prometheus.PrometheusStatus;
import dev.headroom.predict.Sample;
import dev.headroom.predict.Signal;
import dev.headroom.runtime.SystemClock;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a real Prometheus says of a real Go program and a kubelet's page reaches Headroom, by the exporters' names and by the rules. */
class PrometheusSeriesE2E {

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
    void exporters_series_become_samples_of_the_container_and_its_node() throws Exception {
        try (PrometheusSource source = fixture.source("series: raw, history: 0s")) {
            ContainerSample said = fixture.awaitSample(Sample.Origin.PROMETHEUS, sample -> true);

            assertThat(said.podUid()).isEqualTo(PrometheusFixture.UID);
            assertThat(said.namespace() + "/" + said.pod() + "/" + said.container())
                    .isEqualTo("shop/cart-7d9f-x2k4q/cart");
            assertProgram(said.sample());

            ContainerSample kernel = fixture.awaitSample(Sample.Origin.KUBELET, sample -> true);
            assertThat(kernel.podUid()).isEqualTo(PrometheusFixture.UID);
            assertThat(kernel.sample().get(Signal.WORKING_SET)).isEqualTo(300e6);
            assertThat(kernel.sample().get(Signal.ANON)).isEqualTo(270e6);
            assertThat(kernel.sample().get(Signal.CGROUP_MAX)).isEqualTo(0x1p29);
            assertThat(kernel.sample().get(Signal.PRESSURE_SOME_SECONDS)).isEqualTo(0.25);
            assertThat(kernel.sample().get(Signal.CGROUP_CPU_SECONDS)).isEqualTo(120);
            assertThat(kernel.sample().has(Signal.PRESSURE_FULL_SECONDS))
                    .as("absent is not 0")
                    .isFalse();

            Deadline.await("a sample of the node", PrometheusFixture.PATIENCE, () -> !fixture.nodes.isEmpty());
            NodeSample node = fixture.nodes.peek();
            assertThat(node.node()).isEqualTo("node-1");
            assertThat(node.workingSetBytes()).isEqualTo(5e9);
            assertThat(node.pressureSomeSeconds()).isEqualTo(7.5);
            assertThat(node.availableBytes()).isNaN();

            PrometheusStatus status = source.status();
            assertThat(status.failure()).isNull();
            assertThat(status.recorded()).isEmpty();
            assertThat(status.warnings()).isEmpty();
            assertThat(status.round().queries()).isLessThanOrEqualTo(12);
            assertThat(Objects.requireNonNull(status.signals().get(Signal.HEAP_GOAL))
                            .containers())
                    .isEqualTo(1);
        }
    }

    @Test
    void the_shipped_rules_are_valid_and_say_the_same() throws Exception {
        assertThat(PrometheusServer.checkRules(PrometheusFixture.RULES)).endsWith("exit status 0");

        try (PrometheusSource source = fixture.source("series: recorded, history: 0s")) {
            assertProgram(fixture.awaitSample(Sample.Origin.PROMETHEUS, sample -> sample.has(Signal.HEAP_GOAL))
                    .sample());
            ContainerSample kernel =
                    fixture.awaitSample(Sample.Origin.KUBELET, sample -> sample.has(Signal.CGROUP_CPU_SECONDS));
            assertThat(kernel.sample().get(Signal.WORKING_SET)).isEqualTo(300e6);
            assertThat(kernel.sample().get(Signal.ANON)).isEqualTo(270e6);
            assertThat(source.status().recorded()).containsExactly("program", "container");
            assertThat(source.status().failure()).isNull();
        }
    }

    /** The workload holds 32 MiB at GOGC 100, so that its goal is about twice that. */
    private static void assertProgram(Sample sample) {
        assertThat(sample.get(Signal.HEAP_GOAL)).isCloseTo(64 << 20, within(24e6));
        assertThat(sample.get(Signal.RESIDENT)).isBetween(40e6, 160e6);
        assertThat(sample.get(Signal.GC_CYCLES)).isGreaterThanOrEqualTo(2);
        assertThat(sample.get(Signal.GOGC)).isEqualTo(100);
        assertThat(sample.get(Signal.MEMORY_LIMIT)).as("no limit").isInfinite();
        assertThat(sample.get(Signal.ALLOCATED)).isGreaterThan(32e6);
        assertThat(sample.problems()).isEmpty();
        assertThat(new SystemClock().millis() - sample.atMillis()).isBetween(-1_000L, 120_000L);
    }
}
