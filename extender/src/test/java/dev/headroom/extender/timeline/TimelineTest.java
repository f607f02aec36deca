package dev.headroom.extender.timeline;

import static dev.headroom.extender.timeline.Measured.MIB;
import static dev.headroom.extender.timeline.Measured.accounted;
import static dev.headroom.extender.timeline.Measured.container;
import static dev.headroom.extender.timeline.Measured.said;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.headroom.api.PodInfo;
import dev.headroom.extender.state.MeasuredContainer;
import dev.headroom.predict.Flag;
import dev.headroom.predict.Sample;
import dev.headroom.predict.Signal;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class TimelineTest {

    private static final long T = 1_700_000_000_000L;

    private final PodInfo pod = Measured.pod("api-1", "shop/Deployment/api");
    private final Timeline timeline = new Timeline(container(pod, 100, T), T);

    @Test
    @DisplayName("each figure has its newest value and its source; what nobody said is absent, and no bound is 0")
    void figures() {
        timeline.add(container(pod, 100, T), said(T, 100));
        assertThat(timeline.followed().figures())
                .containsEntry(Line.RESIDENT, new Figure(100 * MIB, Figure.Source.SCRAPE, T))
                .containsEntry(Line.HEAP_GOAL, new Figure(400 * MIB, Figure.Source.SCRAPE, T))
                .containsEntry(Line.MAX, new Figure(1000 * MIB, Figure.Source.SPECIFICATION, 0))
                .doesNotContainKeys(Line.CURRENT, Line.LOW, Line.HIGH, Line.PRESSURE_SOME, Line.PRESSURE_FULL);
        kubelet(T + 1_000, 130, 0);
        assertThat(timeline.followed().figures())
                .containsEntry(Line.CURRENT, new Figure(130 * MIB, Figure.Source.KUBELET, T + 1_000))
                .containsEntry(Line.MAX, new Figure(900 * MIB, Figure.Source.KUBELET, T + 1_000))
                .containsEntry(Line.HIGH, new Figure(0, Figure.Source.KUBELET, T + 1_000))
                .containsEntry(Line.LOW, new Figure(0, Figure.Source.KUBELET, T + 1_000))
                .doesNotContainKey(Line.PRESSURE_SOME);
    }

    @Test
    @DisplayName("pressure is the share of the time between two accounts: 3 s of 10 s, and nothing after a restart")
    void pressure() {
        kubelet(T, 130, 5);
        kubelet(T + 10_000, 130, 8);
        assertThat(timeline.followed().value(Line.PRESSURE_SOME)).isCloseTo(0.3, within(1e-12));
        kubelet(T + 20_000, 130, 1);
        assertThat(timeline.drawn().lines().get(Line.PRESSURE_SOME))
                .containsExactly(Double.NaN, (double) 0.3f, Double.NaN);
    }

    @Test
    @DisplayName("a point has what was measured then and what was forecast then for the time after it")
    void points() {
        timeline.add(container(pod, 100, T), said(T, 100));
        timeline.add(container(pod, 200, T + 5_000), said(T + 5_000, 200));
        Drawn drawn = timeline.drawn();
        assertThat(drawn.atMillis()).containsExactly(T, T + 5_000);
        assertThat(drawn.lines().get(Line.RESIDENT)).containsExactly(100.0 * MIB, 200.0 * MIB);
        assertThat(drawn.lines().get(Line.P50)).containsExactly(110.0 * MIB, 220.0 * MIB);
        assertThat(drawn.lines().get(Line.P95)).containsExactly(120.0 * MIB, 240.0 * MIB);
        assertThat(drawn.lines().get(Line.MAX)).containsExactly(1000.0 * MIB, 1000.0 * MIB);
        assertThat(drawn.lines().get(Line.HIGH)).containsExactly(Double.NaN, Double.NaN);
    }

    @Test
    @DisplayName("errors count once the minute is over and not while it warms up: |110 − 100| / 100")
    void score() {
        for (int i = 0; i <= 24; i++) {
            long at = T + 5_000L * i;
            Flag[] flags = i < 3 ? new Flag[] {Flag.WARMING_UP} : new Flag[0];
            timeline.add(container(pod, 100, at, flags), said(at, 100));
        }
        // Made at 15 to 60 s, over at 75 to 120 s: 10.
        assertThat(timeline.followed().score().forecasts()).isEqualTo(10);
        assertThat(timeline.followed().score().error()).isCloseTo(0.1, within(1e-9));
        assertThat(timeline.followed().score().coverage()).isEqualTo(1);
    }

    @Test
    @DisplayName(
            "a program that says nothing of itself for a minute is drawn as its model sees it, by the kubelet's word")
    void silent() {
        timeline.add(container(pod, 100, T), said(T, 100));
        kubelet(T + 30_000, 150, 0);
        assertThat(timeline.followed().figures())
                .containsEntry(Line.RESIDENT, new Figure(100 * MIB, Figure.Source.SCRAPE, T));
        timeline.add(container(pod, 140, T + 61_000), accounted(T + 61_000, 150, 0));
        assertThat(timeline.followed().figures())
                .containsEntry(Line.RESIDENT, new Figure(140 * MIB, Figure.Source.KUBELET, T + 61_000));
    }

    @Test
    @DisplayName("without an explanation that begins with it the kernel's working set stands in")
    void unexplained() {
        MeasuredContainer told = container(pod, 140, T);
        MeasuredContainer unexplained = new MeasuredContainer(
                told.pod(), told.node(), told.name(), told.spec(), told.placement(), horizon -> null);
        timeline.add(
                unexplained,
                Sample.at(T, Sample.Origin.KUBELET)
                        .put(Signal.WORKING_SET, 130 * MIB)
                        .build());
        assertThat(timeline.followed().value(Line.RESIDENT)).isEqualTo(130 * MIB);
        assertThat(timeline.followed().forecast()).isNull();
    }

    @Test
    @DisplayName("what is told late moves no figure back, and its point has no forecast, which is of the newest sample")
    void late() {
        timeline.add(container(pod, 100, T), said(T, 100));
        timeline.add(container(pod, 100, T), accounted(T - 10_000, 90, 0));
        Drawn drawn = timeline.drawn();
        assertThat(drawn.atMillis()).containsExactly(T - 10_000, T);
        assertThat(drawn.lines().get(Line.P50)).containsExactly(Double.NaN, 110.0 * MIB);
        assertThat(drawn.followed().sampledAtMillis()).isEqualTo(T);
    }

    @Test
    @DisplayName("a pod without a controller is a workload by itself")
    void bare() {
        Timeline bare = new Timeline(container(Measured.pod("job", ""), 100, T), T);
        assertThat(bare.workload()).isEqualTo("shop/Pod/job");
        assertThat(bare.followed().workload()).isEqualTo("shop/Pod/job");
    }

    private void kubelet(long atMillis, long usageMib, double waitedSeconds) {
        Sample sample = accounted(atMillis, usageMib, waitedSeconds);
        timeline.add(container(pod, 100, atMillis), sample);
    }
}
