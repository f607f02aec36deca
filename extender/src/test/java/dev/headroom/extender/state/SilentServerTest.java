package dev.headroom.extender.state;

import static dev.headroom.extender.state.Events.MIB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.headroom.api.ForecastSource;
import dev.headroom.api.NodeInfo;
import dev.headroom.api.PodInfo;
import dev.headroom.api.Resources;
import dev.headroom.predict.Predictor;
import dev.headroom.predict.Sample;
import dev.headroom.predict.Signal;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A Prometheus that measured everything, and then is away. */
class SilentServerTest {

    private static final Duration INTERVAL = Duration.ofSeconds(30);

    private final MovableClock clock = new MovableClock();
    private final ClusterState state =
            new ClusterState(new Predictor(), clock, new SimpleMeterRegistry(), Duration.ZERO);

    @AfterEach
    void close() {
        state.close();
    }

    @Test
    @DisplayName("away for ten minutes: said so, pressure unknown, forecasts wider; after an hour nothing rests on it")
    void away() {
        state.offer(new StateEvent.Synced());
        state.offer(new StateEvent.NodeApplied("a", new Resources(4000, 9_000 * MIB), 10_000 * MIB));
        state.offer(Events.pod("1", "a"));
        for (Sample.Origin origin : new Sample.Origin[] {Sample.Origin.PROMETHEUS, Sample.Origin.KUBELET}) {
            state.offer(new StateEvent.TelemetryExpected(origin, 1, INTERVAL.toMillis()));
        }
        for (int i = 0; i < 10; i++) {
            measured();
            clock.advance(INTERVAL);
        }
        assertThat(state.view().degraded()).isEmpty();
        assertThat(node().memory().pressureSome()).isEqualTo(0.02);
        assertThat(node().memory().isCorrected()).isTrue();
        PodInfo before = pod();
        assertThat(before.forecast().source()).isEqualTo(ForecastSource.MEASURED);

        after(Duration.ofMinutes(10).minus(INTERVAL));
        assertThat(state.view().degraded()).containsExactly("NoTelemetry", "PrometheusSilent", "KubeletsSilent");
        assertThat(node().memory().pressureSome()).isNaN();
        assertThat(node().memory().podsWorkingSetBytes()).isNaN();
        // (600 − 30) / 600 half-lives
        assertThat(pod().forecast().confidence())
                .isCloseTo(before.forecast().confidence() * Math.pow(2, -0.95), within(1e-3));
        assertThat(pod().forecast().spreadBytes())
                .isGreaterThan(before.forecast().spreadBytes());
        assertThat(pod().forecast().meanBytes()).isEqualTo(before.forecast().meanBytes());

        after(Duration.ofMinutes(51));
        assertThat(state.view().degraded()).containsExactly("NoTelemetry", "PrometheusSilent", "KubeletsSilent");
        assertThat(pod().forecast().source()).isEqualTo(ForecastSource.SPEC);
        assertThat(node().memory().isCorrected()).isFalse();
        assertThat(node().memory().availableBytes()).isEqualTo(9_000 * MIB);

        measured();
        clock.advance(Duration.ofSeconds(5));
        state.flush().join();
        assertThat(state.view().degraded()).isEmpty();
        assertThat(pod().forecast().source()).isEqualTo(ForecastSource.MEASURED);
    }

    private void after(Duration time) {
        clock.advance(time);
        state.flush().join();
    }

    private void measured() {
        long now = clock.millis();
        state.offer(new StateEvent.ContainerSampled(
                "1",
                "",
                Sample.at(now, Sample.Origin.PROMETHEUS)
                        .put(Signal.RESIDENT, 100 * MIB)
                        .build()));
        state.offer(new StateEvent.ContainerSampled(
                "1",
                "",
                Sample.at(now, Sample.Origin.KUBELET)
                        .put(Signal.WORKING_SET, 100 * MIB)
                        .build()));
        state.offer(new StateEvent.NodeMeasured("a", now, 4_900 * MIB, 3_000 * MIB, 0.02));
        state.flush().join();
    }

    private PodInfo pod() {
        return node().pods().getFirst();
    }

    private NodeInfo node() {
        return Objects.requireNonNull(state.view().node(state.view().slotOf("a")));
    }
}
