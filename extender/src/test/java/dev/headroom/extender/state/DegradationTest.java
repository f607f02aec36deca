package dev.headroom.extender.state;

import static dev.headroom.extender.state.Events.info;
import static dev.headroom.extender.state.Events.node;
import static dev.headroom.extender.state.Events.pod;
import static dev.headroom.extender.state.Events.sampled;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.predict.Predictor;
import dev.headroom.predict.Sample;
import dev.headroom.predict.Signal;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class DegradationTest {

    private final MovableClock clock = new MovableClock();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final ClusterState state = new ClusterState(new Predictor(), clock, registry, Duration.ZERO);

    @BeforeEach
    void sync() {
        tell(new StateEvent.Synced(), node("a"));
    }

    @AfterEach
    void close() {
        state.close();
    }

    @Test
    @DisplayName("a synced state without pods lacks nothing")
    void allWell() {
        assertThat(state.view().synced()).isTrue();
        assertThat(state.view().degraded()).isEmpty();
    }

    @Test
    @DisplayName("pods that ask to be measured and no measurement at all: NoTelemetry until the first one")
    void noTelemetry() {
        tell(pod("1", "a"), new StateEvent.TelemetryExpected(1, 5_000));
        assertThat(state.view().degraded()).containsExactly("NoTelemetry");
        assertThat(gauge("NoTelemetry")).isEqualTo(1);
        tell(sampled("1", 100, clock.millis()));
        assertThat(state.view().degraded()).isEmpty();
        assertThat(gauge("NoTelemetry")).isZero();
    }

    @Test
    @DisplayName(
            "no measurement younger than three intervals of 5 s: well at 15 s, NoTelemetry after 15.001 s, without any event")
    void telemetryStops() {
        tell(pod("1", "a"), new StateEvent.TelemetryExpected(1, 5_000), sampled("1", 100, clock.millis()));
        clock.advance(Duration.ofSeconds(15));
        flush();
        assertThat(state.view().degraded()).isEmpty();
        clock.advance(Duration.ofMillis(1));
        flush();
        assertThat(state.view().degraded()).containsExactly("NoTelemetry");
        tell(new StateEvent.TelemetryExpected(0, 5_000));
        clock.advance(Duration.ofSeconds(5));
        flush();
        assertThat(state.view().degraded()).containsExactly("StaleTelemetry");
    }

    @Test
    @DisplayName("one of ten measured pods without a fresh measurement is StaleTelemetry, one of eleven is not")
    void stale() {
        tell(new StateEvent.TelemetryExpected(10, 5_000), pod("silent", "a"), sampled("silent", 100, clock.millis()));
        clock.advance(Duration.ofSeconds(20));
        for (int i = 0; i < 9; i++) {
            tell(pod("p" + i, "a"), sampled("p" + i, 100, clock.millis()));
        }
        clock.advance(Duration.ofSeconds(5));
        flush();
        assertThat(state.view().degraded()).containsExactly("StaleTelemetry");
        tell(pod("p9", "a"), sampled("p9", 100, clock.millis()));
        clock.advance(Duration.ofSeconds(5));
        flush();
        assertThat(state.view().degraded()).isEmpty();
    }

    @Test
    @DisplayName(
            "each origin is judged by its own interval: 40 s after both, scrapes of 5 s are stale, the kubelet's of 30 s are not")
    void origins() {
        tell(
                new StateEvent.TelemetryExpected(1, 5_000),
                new StateEvent.TelemetryExpected(Sample.Origin.KUBELET, 1, 30_000),
                pod("1", "a"),
                sampled("1", 100, clock.millis()));
        tell(accounted("1", clock.millis() + 1));
        clock.advance(Duration.ofSeconds(40));
        flush();
        assertThat(state.view().degraded()).containsExactly("StaleTelemetry");
        tell(new StateEvent.TelemetryExpected(0, 5_000));
        assertThat(state.view().degraded()).isEmpty();
        clock.advance(Duration.ofSeconds(60));
        flush();
        assertThat(state.view().degraded()).containsExactly("NoTelemetry", "KubeletsSilent");
    }

    @Test
    @DisplayName(
            "a Prometheus of which nothing came is silent though pods are scraped; one without the kubelet's series is not")
    void anotherSource() {
        tell(
                new StateEvent.TelemetryExpected(Sample.Origin.KUBELET, 1, 30_000),
                new StateEvent.TelemetryExpected(Sample.Origin.PROMETHEUS, 1, 30_000),
                pod("1", "a"));
        assertThat(state.view().degraded()).containsExactly("NoTelemetry", "PrometheusSilent", "KubeletsSilent");
        tell(sampled("1", 100, clock.millis()));
        assertThat(state.view().degraded()).containsExactly("PrometheusSilent", "KubeletsSilent");
        tell(new StateEvent.ContainerSampled(
                "1",
                "",
                Sample.at(clock.millis() + 1, Sample.Origin.PROMETHEUS)
                        .put(Signal.RESIDENT, 100 << 20)
                        .build()));
        assertThat(state.view().degraded()).isEmpty();
    }

    private static StateEvent accounted(String uid, long atMillis) {
        return new StateEvent.ContainerSampled(
                uid,
                "",
                Sample.at(atMillis, Sample.Origin.KUBELET)
                        .put(Signal.WORKING_SET, 100 << 20)
                        .build());
    }

    @Test
    @DisplayName("running pods of which nothing is known: NoForecasts until something is known of one")
    void noForecasts() {
        tell(pod(info("1", "", 0, 0), "a"));
        assertThat(state.view().degraded()).containsExactly("NoForecasts");
        tell(pod("2", "a"));
        assertThat(state.view().degraded()).isEmpty();
        tell(new StateEvent.PodDeleted("2"));
        assertThat(state.view().degraded()).containsExactly("NoForecasts");
    }

    @Test
    @DisplayName("every code has a sentence for people")
    void sentences() {
        for (Degradation code : Degradation.values()) {
            assertThat(code.sentence()).hasSizeGreaterThan(30).endsWith(".");
        }
    }

    private double gauge(String reason) {
        return registry.get("headroom.degraded").tag("reason", reason).gauge().value();
    }

    private void tell(StateEvent... events) {
        for (StateEvent event : events) {
            state.offer(event);
        }
        flush();
    }

    private void flush() {
        state.flush().join();
    }
}
