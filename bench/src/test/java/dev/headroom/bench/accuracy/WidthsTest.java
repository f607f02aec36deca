package dev.headroom.bench.accuracy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WidthsTest {

    private static Instant instant(double truth, double ours, double last) {
        Map<Method, Band> bands = Map.of(Method.HEADROOM, new Band(1, ours), Method.LAST, Band.of(last));
        return new Instant(new Moment(0, true, bands, 0, Double.NaN, Double.NaN, Moment.Exported.NOTHING), truth);
    }

    @Test
    void baselinesAreScaledToTheSameCoverage() {
        Widths widths = new Widths(
                List.of(instant(100, 110, 50), instant(100, 130, 80), instant(100, 120, 100), instant(100, 90, 40)));
        // 110, 130 and 120 hold, 90 does not.
        assertThat(widths.coverage()).isEqualTo(0.75);
        // (1.1 + 1.3 + 1.2 + 0.9) / 4.
        assertThat(widths.width(Method.HEADROOM)).isCloseTo(1.125, within(1e-9));
        // It needs 2, 1.25, 1 and 2.5 times what it says; for three of four that is 2: 2 · (50 + 80 + 100 + 40) / 400.
        assertThat(widths.scale(Method.LAST)).isEqualTo(2);
        assertThat(widths.width(Method.LAST)).isCloseTo(1.35, within(1e-9));
        assertThat(widths.bestBaseline()).isEqualTo(Method.LAST);
        assertThat(widths.ratio()).isCloseTo(1.125 / 1.35, within(1e-9));
    }

    @Test
    void withoutAnInstantNothingIsKnown() {
        assertThat(new Widths(List.of()).coverage()).isNaN();
    }
}
