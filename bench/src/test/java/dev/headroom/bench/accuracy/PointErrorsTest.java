package dev.headroom.bench.accuracy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PointErrorsTest {

    private static final double TINY = 1e-9;

    @Test
    void steadyProgramsGiveMedianAndWorstAndMovingInstantsArePooled() {
        PointErrors errors = PointErrors.of(List.of(
                // 109 / 100 − 1 = 0.09 moves less than 0.10; the error is 0.02 at each instant.
                Synthetic.watched("a", Map.of(Method.HEADROOM, 1.02), 100, 109),
                Synthetic.watched("b", Map.of(Method.HEADROOM, 0.94), 100),
                Synthetic.watched("c", Map.of(Method.HEADROOM, 1.01), 100),
                // 110 / 100 − 1 = 0.10 does not: three instants with 0.1, and one with 0.3.
                Synthetic.watched("d", Map.of(Method.HEADROOM, 1.1, Method.LAST, 0.8), 100, 110, 120),
                Synthetic.watched("e", Map.of(Method.HEADROOM, 0.7, Method.LAST, 0.6), 100, 200)));
        // Sorted 0.01, 0.02, 0.06.
        assertThat(errors.steadyMedian(Method.HEADROOM)).isCloseTo(0.02, within(TINY));
        assertThat(errors.steadyWorst(Method.HEADROOM)).isCloseTo(0.06, within(TINY));
        // (3 · 0.1 + 2 · 0.3) / 5 = 0.18 and (3 · 0.2 + 2 · 0.4) / 5 = 0.28.
        assertThat(errors.moving(Method.HEADROOM)).isCloseTo(0.18, within(TINY));
        assertThat(errors.moving(Method.LAST)).isCloseTo(0.28, within(TINY));
        assertThat(errors.bestBaseline()).isEqualTo(Method.LAST);
        assertThat(errors.skill()).isCloseTo(1 - 0.18 / 0.28, within(TINY));
    }

    @Test
    void theAblationCanBeTheBestBaseline() {
        PointErrors errors = PointErrors.of(List.of(Synthetic.watched(
                "a", Map.of(Method.HEADROOM, 1.1, Method.HISTORY, 1.15, Method.LAST, 0.8), 100, 200)));
        assertThat(errors.bestBaseline()).isEqualTo(Method.HISTORY);
        assertThat(errors.skill()).isCloseTo(1 - 0.10 / 0.15, within(TINY));
    }

    @Test
    void whoKnewNothingIsWrongByAll() {
        Moment silent = Synthetic.oom(60, 0, true);
        assertThat(new Instant(silent, 100).error(Method.HEADROOM)).isEqualTo(1);
        assertThat(new Instant(silent, 100).isCovered()).isFalse();
    }

    @Test
    void aMedianOfAnEvenNumberIsBetweenTheTwoInTheMiddle() {
        assertThat(Mean.median(java.util.stream.DoubleStream.of(4, 1, 3, 2))).isEqualTo(2.5);
        assertThat(Mean.median(java.util.stream.DoubleStream.empty())).isNaN();
    }
}
