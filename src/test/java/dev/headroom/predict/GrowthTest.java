package dev.headroom.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Values are MiB, seen every 5 s; where something turns, it turns after 120 s. */
class GrowthTest {

    private static final long START = 1_700_000_000_000L;
    private static final double NOISE = 0.002;

    private final Growth growth = new Growth(NOISE);
    private double now;

    /** 1 MiB per second from the start: most starts end, so that only what lasts beyond 40 s is taken for a trend. */
    @ParameterizedTest(name = "after {0} s: {1} of the next 60 s")
    @CsvSource({"10, 0", "40, 0", "50, 10", "60, 20", "120, 60"})
    void a_young_trend_is_drawn_as_far_as_it_has_lasted(int seconds, double effective) {
        see(seconds, s -> 100 + s);
        assertThat(growth.perSecond(now)).isCloseTo(1, within(0.01));
        assertThat(growth.effective(60, at(seconds))).isEqualTo(effective);
        assertThat(growth.within(60, at(seconds), now)).isCloseTo(effective, within(0.2));
        assertThat(growth.lasted(at(seconds))).isEqualTo(Math.max(0, seconds - 40));
    }

    @Test
    void a_trend_is_not_drawn_further_than_asked() {
        see(600, s -> 100 + s);
        assertThat(growth.within(30, at(600), now)).isCloseTo(30, within(0.3));
    }

    /** Flat at 100, then 1 MiB per second. */
    @ParameterizedTest(name = "{0} s after it began to rise: {1} to {2} MiB in a minute")
    @CsvSource({"0, 0, 0", "10, 0, 10", "20, 0, 20", "60, 40, 60", "120, 55, 60"})
    void a_rise_is_believed_by_and_by(int after, double least, double most) {
        see(120 + after, s -> 100 + Math.max(0, s - 120));
        assertThat(growth.within(60, at(120 + after), now)).isBetween(least, most);
    }

    /** 1 MiB per second for 2 minutes, then flat. */
    @ParameterizedTest(name = "{0} s after the end of the growth: at most {1} MiB in a minute")
    @CsvSource({"0, 60.1", "20, 50", "30, 20", "60, 6", "120, 0.1"})
    void growth_that_slackens_is_on_its_way_to_its_end(int after, double most) {
        see(120 + after, s -> 100 + Math.min(s, 120));
        assertThat(growth.within(60, at(120 + after), now)).isBetween(0.0, most);
    }

    /** 1 MiB per second up for 2 minutes, then as fast down. */
    @Test
    void a_turn_makes_another_trend() {
        see(120, s -> 100 + s);
        assertThat(growth.within(60, at(120), now)).isCloseTo(60, within(0.5));
        double before = growth.lasted(at(120));

        see(150, s -> s <= 120 ? 100 + s : 340 - s);
        assertThat(growth.perSecond(now)).isLessThanOrEqualTo(0);

        see(180, s -> s <= 120 ? 100 + s : 340 - s);
        assertThat(growth.perSecond(now)).isBetween(-1.0, -0.5);
        // younger than the turn, not as old as the rise before it would be by now
        assertThat(growth.lasted(at(180))).isLessThanOrEqualTo(60).isLessThan(before);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void noise_below_its_share_is_no_trend(long seed) {
        Random random = new Random(seed);
        see(600, s -> 1000 + 1000 * NOISE * random.nextGaussian());
        // at most a third of one standard deviation of the noise per minute
        assertThat(Math.abs(growth.within(60, at(600), now))).isLessThan(0.7);
    }

    @Test
    void less_than_two_in_a_hundred_thousand_a_second_is_no_trend() {
        // 1000 MiB · 1.5e-5 per second
        see(600, s -> 1000 + 0.015 * s);
        assertThat(growth.lasted(at(600))).isZero();
    }

    @Test
    void points_that_are_rare_are_enough() {
        // A mark every 40 s: what the live heap is known anew by.
        for (int s = 0; s <= 400; s += 40) {
            growth.add(at(s), 100 + s, 100 + s);
        }
        assertThat(growth.perSecond(500)).isCloseTo(1, within(0.05));
    }

    @Test
    void after_a_restart_a_trend_is_young_again() {
        see(300, s -> 100 + s);
        growth.forget();
        assertThat(growth.perSecond(400)).isZero();
        assertThat(growth.lasted(at(300))).isZero();

        growth.add(at(305), 20, 20);
        growth.add(at(310), 25, 25);
        assertThat(growth.effective(60, at(310))).isLessThanOrEqualTo(12);
        assertThat(growth.within(60, at(310), 25)).isLessThanOrEqualTo(12);
    }

    /** Sees every 5 s what is not yet seen, up to and including that moment. */
    private void see(int until, DoubleUnaryOperator values) {
        for (int s = seen; s <= until; s += 5) {
            now = values.applyAsDouble(s);
            growth.add(at(s), now, now);
        }
        seen = until + 5;
    }

    private int seen;

    private static long at(int seconds) {
        return START + seconds * 1000L;
    }
}
