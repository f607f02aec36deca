package dev.headroom.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrendTest {

    private static final long START = 1_700_000_000_000L;

    /** Long enough that nothing fades. */
    private static final double NEVER = 1e12;

    private final Trend trend = new Trend();

    @Test
    void nothing_is_known_of_nothing() {
        assertThat(trend.isEmpty()).isTrue();
        assertThat(trend.mean()).isZero();
        assertThat(trend.slope()).isZero();
        assertThat(trend.level()).isZero();
        assertThat(trend.slopeError(1)).isZero();
        assertThat(trend.sureSlope(1)).isZero();
    }

    @Test
    void one_point_has_a_mean_and_no_slope() {
        trend.add(START, 42, 60);
        assertThat(trend.mean()).isEqualTo(42);
        assertThat(trend.level()).isEqualTo(42);
        assertThat(trend.slope()).isZero();
        assertThat(trend.spread()).isZero();
    }

    @ParameterizedTest(name = "half-life {0} s")
    @ValueSource(doubles = {12, 60, 180, NEVER})
    void points_on_a_line_give_that_line(double halfLife) {
        for (int i = 0; i <= 20; i++) {
            trend.add(START + i * 5_000L, 100 + 2 * 5 * i, halfLife);
        }
        // 100 + 2 · 100 s at the newest point
        assertThat(trend.slope()).isCloseTo(2, within(1e-6));
        assertThat(trend.level()).isCloseTo(300, within(1e-5));
        assertThat(trend.spread()).isCloseTo(0, within(1e-3));
    }

    @Test
    void the_weight_of_a_point_halves_with_every_half_life() {
        trend.add(START, 0, 30);
        trend.add(START + 30_000, 10, 30);
        // (0 · 0.5 + 10 · 1) / 1.5
        assertThat(trend.mean()).isCloseTo(6.667, within(0.001));
        // together they weigh 1.5, less than the 1.7 from which on a slope is drawn
        assertThat(trend.slope()).isZero();
    }

    /**
     * Two points 10 s apart, 0 and 10, that do not fade: slope 1; times scatter by Σt² − (Σt)²/n = 100 − 50 = 50.
     */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            without noise the slope is sure                        |    0 |     0 |     1
            noise 1: error 1/√50 = 0.1414; 1 − (1.5 · 0.1414)²     |    1 | 0.1414 | 0.955
            noise 4: error 4/√50 = 0.5657; 1 − (1.5 · 0.5657)²     |    4 | 0.5657 | 0.28
            noise 5: 1.5 · 0.7071 > 1: nothing stands out          |    5 | 0.7071 | 0
            """)
    void a_slope_counts_as_far_as_it_stands_out_of_the_noise(String name, double noise, double error, double sure) {
        trend.add(START, 0, NEVER);
        trend.add(START + 10_000, 10, NEVER);

        assertThat(trend.slopeError(noise)).isCloseTo(error, within(1e-4));
        assertThat(trend.sureSlope(noise)).isCloseTo(sure, within(1e-4));
    }

    @Test
    void a_falling_line_is_as_sure_as_a_rising_one() {
        trend.add(START, 10, NEVER);
        trend.add(START + 10_000, 0, NEVER);
        // as above with noise 1, downwards
        assertThat(trend.sureSlope(1)).isCloseTo(-0.955, within(1e-4));
    }

    @Test
    void points_that_scatter_have_their_own_spread() {
        Random random = new Random(1);
        for (int i = 0; i < 500; i++) {
            trend.add(START + i * 5_000L, 100 + 3 * random.nextGaussian(), 600);
        }
        // σ = 3, give or take what some 170 points say: 3 / √(2 · 170) = 0.16
        assertThat(trend.spread()).isCloseTo(3, within(0.5));
        assertThat(Math.abs(trend.sureSlope(0)) * 600).isLessThan(3);
    }

    @Test
    void a_line_can_take_over_what_another_saw_and_forget_it() {
        Trend other = new Trend();
        for (int i = 0; i < 10; i++) {
            other.add(START + i * 1_000L, 7 * i, 60);
        }
        trend.add(START, 1000, 60);

        trend.become(other);
        assertThat(trend.slope()).isCloseTo(7, within(1e-6));
        assertThat(trend.level()).isCloseTo(63, within(1e-6));

        trend.forget();
        assertThat(trend.isEmpty()).isTrue();
        assertThat(other.isEmpty()).isFalse();
    }

    @Test
    void hours_of_points_do_not_blur_the_sums() {
        for (int i = 0; i < 10_000; i++) {
            trend.add(START + i * 5_000L, 1e9 + 1e4 * i, 60);
        }
        // 10⁴ bytes in 5 s
        assertThat(trend.slope()).isCloseTo(2000, within(1.0));
        assertThat(trend.level()).isCloseTo(1e9 + 1e4 * 9_999, within(100.0));
    }

    /** Times are kept modulo 2^32 ms = 49.7 days. */
    @ParameterizedTest(name = "silent for {0} days")
    @ValueSource(ints = {1, 24, 25, 49})
    void after_a_long_silence_only_what_is_new_counts(int days) {
        trend.add(START, 1e9, 60);
        long later = START + days * 86_400_000L;
        for (int i = 0; i < 10; i++) {
            trend.add(later + i * 5_000L, 100 + 10 * i, 60);
        }
        assertThat(trend.slope()).isCloseTo(2, within(1e-4));
        assertThat(trend.level()).isCloseTo(190, within(1e-3));
    }
}
