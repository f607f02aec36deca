package dev.headroom.extender.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PointsTest {

    private final Points points = new Points();

    @Test
    @DisplayName("what is told within 2.5 s is one point: the last bound, the highest resident; nothing else is known")
    void near() {
        put(Line.MAX, 1_000, 5);
        put(Line.MAX, 3_400, 6);
        points.raise(Line.RESIDENT, points.at(1_000), 9);
        points.raise(Line.RESIDENT, points.at(2_000), 7);
        put(Line.MAX, 3_600, 7);
        assertThat(points.times()).containsExactly(1_000L, 3_600L);
        assertThat(points.lines().get(Line.MAX)).containsExactly(6.0, 7.0);
        assertThat(points.lines().get(Line.RESIDENT)).containsExactly(9.0, Double.NaN);
        assertThat(points.lines().get(Line.LOW)).containsExactly(Double.NaN, Double.NaN);
    }

    @Test
    @DisplayName("what comes late takes its place in time")
    void late() {
        put(Line.CURRENT, 10_000, 1);
        put(Line.CURRENT, 30_000, 3);
        put(Line.CURRENT, 20_000, 2);
        put(Line.CURRENT, 0, 0);
        assertThat(points.times()).containsExactly(0L, 10_000L, 20_000L, 30_000L);
        assertThat(points.lines().get(Line.CURRENT)).containsExactly(0.0, 1.0, 2.0, 3.0);
    }

    @Test
    @DisplayName("240 points are kept and the newest are they; what is older than all of them is not taken")
    void most() {
        for (int i = 0; i < 300; i++) {
            put(Line.RESIDENT, 5_000L * i, i);
        }
        List<Double> values = points.lines().get(Line.RESIDENT);
        // 300 − 240 = 60
        assertThat(values).hasSize(240).startsWith(60.0, 61.0).endsWith(299.0);
        assertThat(points.times()).hasSize(240).startsWith(300_000L);
        assertThat(points.at(0)).isEqualTo(-1);
        assertThat(points.times()).hasSize(240);
    }

    @Test
    @DisplayName("half an hour is kept: of points every minute 31")
    void longest() {
        for (int i = 0; i < 100; i++) {
            put(Line.RESIDENT, 60_000L * i, i);
        }
        // From 99 − 30 = 69 to 99.
        assertThat(points.lines().get(Line.RESIDENT))
                .hasSize(31)
                .startsWith(69.0)
                .endsWith(99.0);
    }

    private void put(Line line, long atMillis, double value) {
        points.put(line, points.at(atMillis), value);
    }
}
