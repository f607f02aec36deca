package dev.headroom.extender.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.api.Resources;
import dev.headroom.predict.Fleet;
import dev.headroom.predict.MemoryModel;
import dev.headroom.predict.Predictor;
import dev.headroom.predict.Sample;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ForecastUpkeepTest {

    private static final int PODS = 10_000;

    private final MovableClock clock = new MovableClock();
    private final NodeTable nodes = new NodeTable();
    private final TelemetryHealth health = new TelemetryHealth();
    private final Fleet fleet = new Fleet(MemoryModel::new);
    private final PodTable pods = new PodTable(
            nodes, new WorkloadBook(10, fleet, 0.2), new ContainerTable(fleet), new Outcomes(), new Predictor(), clock);
    private final ForecastUpkeep upkeep = new ForecastUpkeep(pods, health, clock.millis());

    @Test
    @DisplayName("10,000 pods are looked at in three slices of 4,096 at most, then again after five seconds")
    void slices() {
        fill();
        assertThat(upkeep.step(clock.millis())).isFalse();
        clock.advance(Duration.ofMinutes(5));
        assertThat(upkeep.step(clock.millis())).isTrue();
        assertThat(upkeep.step(clock.millis())).isTrue();
        assertThat(upkeep.step(clock.millis())).isFalse();
        for (int i = 0; i < PODS; i++) {
            assertThat(pods.at(i).info.forecast().confidence()).isLessThan(0.9);
        }
        assertThat(health.degraded(true, false, clock.millis())).containsExactly("StaleTelemetry");
        assertThat(upkeep.step(clock.millis())).isFalse();
    }

    @Test
    @DisplayName("pods that go while a walk is under way keep none of the others from being looked at")
    void deletions() {
        fill();
        clock.advance(Duration.ofMinutes(5));
        assertThat(upkeep.step(clock.millis())).isTrue();
        for (int i = 0; i < PODS; i += 2) {
            pods.delete("pod-" + i);
        }
        while (upkeep.step(clock.millis())) {
            // One slice each.
        }
        assertThat(pods.size()).isEqualTo(PODS / 2);
        for (int i = 0; i < pods.size(); i++) {
            assertThat(pods.at(i).info.forecast().confidence()).isLessThan(0.9);
        }
    }

    private void fill() {
        nodes.apply("a", new Resources(1, 1));
        for (int i = 0; i < PODS; i++) {
            pods.apply(new StateEvent.PodApplied(Events.info("pod-" + i, "", 0, 10), "a", false, 0));
            pods.sampled("pod-" + i, "", Events.sample(100, clock.millis()).toSample());
        }
        health.expect(Sample.Origin.SCRAPE, 0, 5_000);
    }
}
