package dev.headroom.extender.state;

import static dev.headroom.extender.state.Events.MIB;
import static dev.headroom.extender.state.Events.node;
import static dev.headroom.extender.state.Events.pod;
import static dev.headroom.extender.state.Events.sampled;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.api.ForecastSource;
import dev.headroom.api.NodeInfo;
import dev.headroom.predict.GoSample;
import dev.headroom.predict.Predictor;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What is measured on a node is measured of exactly the pods whose forecast is a measurement. */
class MeasuredTest {

    /** More than the hour after which the predictor forgets a pod's own measurement. */
    private static final Duration FORGOTTEN = Duration.ofMinutes(61);

    private final MovableClock clock = new MovableClock();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final ClusterState state = new ClusterState(new Predictor(), clock, registry, Duration.ZERO);

    @AfterEach
    void close() {
        state.close();
    }

    @Test
    @DisplayName("a pod that does not export its resident memory counts with what its runtime holds: 300 - 50 MiB")
    void heldWithoutResident() {
        tell(node("a"), pod("1", "a"), pod("2", "a"), held("1", 300, 50), sampled("2", 100, MovableClock.START));
        assertThat(at("a").measuredBytes()).isEqualTo((250 + 100) * MIB);
        assertThat(measuredPods()).isEqualTo(2);
        clock.advance(Duration.ofSeconds(5));
        tell(held("1", 310, 50), sampled("2", 40, clock.millis()));
        assertThat(at("a").measuredBytes()).isEqualTo((260 + 40) * MIB);
    }

    @Test
    @DisplayName("a measurement that the predictor forgot counts no more, and does again with the next one")
    void forgotten() {
        tell(node("a"), pod("1", "a"), pod("2", "a"));
        tell(sampled("1", 200, MovableClock.START), sampled("2", 100, MovableClock.START));
        clock.advance(FORGOTTEN);
        tell(sampled("2", 70, clock.millis()));
        assertThat(measuredPods()).isEqualTo(1);
        assertThat(at("a").measuredBytes()).isEqualTo(70 * MIB);
        assertThat(at("a").sampledAtMillis()).isEqualTo(clock.millis());
        tell(sampled("1", 230, clock.millis()));
        assertThat(at("a").measuredBytes()).isEqualTo((70 + 230) * MIB);
    }

    @Test
    @DisplayName("a measurement that is already forgotten when it arrives counts nothing")
    void arrivesTooLate() {
        tell(node("a"), pod("1", "a"));
        tell(sampled("1", 200, MovableClock.START - FORGOTTEN.toMillis()));
        assertThat(measuredPods()).isZero();
        assertThat(at("a").measuredBytes()).isZero();
        assertThat(at("a").sampledAtMillis()).isZero();
    }

    @Test
    @DisplayName("a pod that changes and moves after its measurement was forgotten leaves exact sums on both nodes")
    void forgottenThenMoved() {
        tell(node("a"), node("b"), pod("1", "a"), pod("2", "a"));
        tell(sampled("1", 200, MovableClock.START), sampled("2", 100, MovableClock.START));
        clock.advance(FORGOTTEN);
        state.offer(sampled("2", 70, clock.millis()));
        tell(pod(Events.info("1", "", 0, 30), "b"), pod(Events.info("2", "", 0, 30), "b"));
        assertThat(at("a").measuredBytes()).isZero();
        assertThat(at("b").measuredBytes()).isEqualTo(70 * MIB);
        clock.advance(Duration.ofMillis(DriftCheck.PERIOD_MILLIS));
        tell();
        assertThat(registry.counter("headroom.state.drift").count()).isZero();
    }

    @Test
    @DisplayName("a pod that is measured no more is reported as stale also after its measurement was forgotten")
    void staleForEver() {
        tell(node("a"), pod("1", "a"), sampled("1", 200, MovableClock.START));
        clock.advance(FORGOTTEN);
        tell();
        clock.advance(Duration.ofMillis(ForecastUpkeep.PERIOD_MILLIS));
        tell();
        assertThat(measuredPods()).isZero();
        assertThat(state.view().degraded()).contains(Degradation.StaleTelemetry.name());
    }

    private StateEvent held(String uid, long mappedMib, long releasedMib) {
        long goal = 20 * MIB;
        return new StateEvent.Sampled(
                uid,
                new GoSample(
                        clock.millis(),
                        goal,
                        goal / 2,
                        goal / 2,
                        10.0 * goal,
                        100,
                        100,
                        0,
                        mappedMib * MIB,
                        releasedMib * MIB,
                        0,
                        0));
    }

    private long measuredPods() {
        return at("a").pods().stream()
                .filter(pod -> pod.forecast().source() == ForecastSource.MEASURED)
                .count();
    }

    private NodeInfo at(String name) {
        ClusterView view = state.view();
        return Objects.requireNonNull(view.node(view.slotOf(name)));
    }

    private void tell(StateEvent... events) {
        for (StateEvent event : events) {
            state.offer(event);
        }
        state.flush().join();
    }
}
