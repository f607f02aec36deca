package dev.headroom.extender.state;

import static dev.headroom.extender.state.Events.MIB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.headroom.predict.ContainerSpec;
import dev.headroom.predict.Placement;
import dev.headroom.predict.Sample;
import dev.headroom.predict.Signal;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class BiasWatchTest {

    private static final int LOOK_SECONDS = 30;

    private final BiasWatch watch = new BiasWatch(0.1);
    private long now = MovableClock.START;

    @Test
    @DisplayName("three windows in which 110 came of 100 that were expected: 1 + 0.15 · 0.1")
    void learns() {
        PodRecord pod = pod("1");
        // One more look each, with which the next window begins.
        run(pod, 2 * (300 + LOOK_SECONDS), 110);
        assertThat(watch.factor()).isEqualTo(1);
        run(pod, 300 + LOOK_SECONDS, 110);
        assertThat(watch.factor()).isCloseTo(1.015, within(1e-9));
    }

    @Test
    @DisplayName("it corrects by a tenth and no more, however much comes")
    void bounded() {
        run(pod("1"), 60 * (300 + LOOK_SECONDS), 1_000);
        assertThat(watch.factor()).isCloseTo(1.1, within(1e-4));
    }

    @Test
    @DisplayName("a replica that ends is watched no more, and what it showed of a window is forgotten")
    void ends() {
        run(pod("1"), 240, 500);
        now += 120_000;
        run(pod("2"), 3 * (300 + LOOK_SECONDS), 100);
        assertThat(watch.factor()).isEqualTo(1);
        run(pod("2"), 10 * (300 + LOOK_SECONDS), 100);
        assertThat(watch.factor()).isEqualTo(1);
    }

    @Test
    @DisplayName("another replica's looks count for nothing while one is watched")
    void onlyOne() {
        PodRecord first = pod("1");
        PodRecord second = pod("2");
        for (int window = 0; window < 5; window++) {
            for (int i = 0; i < 5; i++) {
                look(first, 100);
                look(second, 900);
            }
            // 300 s after the first look: the window ends, and the next look begins another.
            look(first, 100);
        }
        assertThat(watch.factor()).isEqualTo(1);
    }

    @Test
    @DisplayName("of whom not everything is expected nothing is learnt")
    void unknown() {
        PodRecord pod = pod("1");
        pod.measuredContainers.getFirst().placement = null;
        run(pod, 10 * (300 + LOOK_SECONDS), 200);
        assertThat(watch.factor()).isEqualTo(1);
    }

    private void run(PodRecord pod, int seconds, long residentMib) {
        for (int s = 0; s < seconds; s += LOOK_SECONDS) {
            look(pod, residentMib);
        }
    }

    private void look(PodRecord pod, long residentMib) {
        now += LOOK_SECONDS * 500L;
        ContainerRecord container = pod.measuredContainers.getFirst();
        container.levelBytes = residentMib * MIB;
        // A claim that the model, whose forecasts are judged, does not believe.
        container.see(Sample.at(now, Sample.Origin.SCRAPE)
                .put(Signal.RESIDENT, 5 * residentMib * MIB)
                .build());
        watch.see(pod, now);
        now += LOOK_SECONDS * 500L;
    }

    private static PodRecord pod(String uid) {
        PodRecord pod = new PodRecord(Events.info(uid, "web", 0, 10, 0));
        ContainerRecord container = new ContainerRecord("app", uid, ContainerSpec.UNKNOWN);
        container.placement = new Placement(100.0 * MIB, MIB, 0.9, Placement.Basis.FORECAST, Double.NaN);
        pod.measuredContainers.add(container);
        return pod;
    }
}
