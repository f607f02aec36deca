package dev.headroom.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A program of 100 MiB that holds 200 MiB in bursts of 30 s, looked at every 5 s. What is asked of is the next 60 s. */
class BurstsTest {

    private static final double MIB = 1 << 20;
    private static final long START = 1_700_000_000_000L;
    private static final long MINUTE = 60_000;

    private final Bursts bursts = new Bursts();

    @Test
    void before_the_first_burst_none_is_expected() {
        watch(0, 600, s -> false);
        assertThat(bursts.count()).isZero();
        assertThat(bursts.probability(at(600), MINUTE)).isZero();
        assertThat(bursts.highest()).isZero();
        assertThat(bursts.exceeding(MIB)).isZero();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            an eighth more at least: 111 of 100 is none   | 100 |  11 | 0
            112 of 100 is none, 113 is one                | 100 |  13 | 1
            less than 8 MiB is none, however many percent |  20 | 7.9 | 0
            9 MiB of 20 is one                            |  20 |   9 | 1
            """)
    void a_burst_is_sudden_and_large(String name, double quiet, double rise, int count) {
        bursts.see(at(0), quiet * MIB, quiet * MIB);
        bursts.see(at(5), (quiet + rise) * MIB, quiet * MIB);
        assertThat(bursts.count()).isEqualTo(count);
    }

    @Test
    void growth_that_was_foretold_is_no_burst() {
        bursts.see(at(0), 100 * MIB, 200 * MIB);
        bursts.see(at(5), 200 * MIB, 300 * MIB);
        bursts.see(at(10), 300 * MIB, 300 * MIB);
        assertThat(bursts.count()).isZero();
    }

    /** Every 120 s, seven times until 840 s. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            just after one the next is far    |  860 | 0.00 | 0.12
            30 s before its window begins     |  875 | 0.05 | 0.30
            60 s before it is due             |  900 | 0.40 | 0.55
            20 s before it is due             |  940 | 0.75 | 1.00
            """)
    void what_comes_every_two_minutes_is_expected_then(String name, int seconds, double least, double most) {
        watch(0, seconds, BurstsTest::everyTwoMinutes);
        assertThat(bursts.count()).isEqualTo(7);
        assertThat(bursts.probability(at(seconds), MINUTE)).isBetween(least, most);
    }

    @Test
    void one_interval_is_no_period() {
        watch(0, 340, BurstsTest::everyTwoMinutes);
        assertThat(bursts.count()).isEqualTo(2);
        double afterTwo = bursts.probability(at(340), MINUTE);
        watch(345, 940, BurstsTest::everyTwoMinutes);
        assertThat(bursts.probability(at(940), MINUTE)).isGreaterThan(afterTwo);
        assertThat(afterTwo).isLessThan(0.5);
    }

    @Test
    void what_comes_at_random_is_expected_at_its_rate() {
        // No two intervals alike, and each has passed by now without a burst.
        watch(0, 4900, s -> within30(s, 100, 900, 1000, 2500, 2900));
        assertThat(bursts.count()).isEqualTo(5);
        // five in 4900 s, and 180 s without one before: 1 − e^(−60 · 5 / (180 + 4900))
        assertThat(bursts.probability(at(4900), MINUTE)).isCloseTo(0.057, within(0.005));
    }

    @Test
    void a_longer_horizon_meets_more() {
        watch(0, 3600, s -> within30(s, 100, 900, 1000, 2500, 2900));
        double last = 0;
        for (long horizon = 10_000; horizon <= 3_600_000; horizon *= 2) {
            double probability = bursts.probability(at(3600), horizon);
            assertThat(probability).isBetween(last, 1.0);
            last = probability;
        }
    }

    @Test
    void a_window_knows_whether_one_began_in_it() {
        watch(0, 200, BurstsTest::everyTwoMinutes);
        assertThat(bursts.beganWithin(at(119), at(120))).isTrue();
        assertThat(bursts.beganWithin(at(60), at(180))).isTrue();
        assertThat(bursts.beganWithin(at(120), at(180))).isFalse();
        assertThat(bursts.beganWithin(at(0), at(119))).isFalse();
    }

    @Test
    void a_rise_that_goes_on_is_one_burst_and_as_high_as_it_gets() {
        watch(0, 20, s -> false);
        bursts.see(at(25), 150 * MIB, 150 * MIB);
        bursts.see(at(30), 180 * MIB, 180 * MIB);
        bursts.see(at(40), 240 * MIB, 240 * MIB);
        assertThat(bursts.count()).isEqualTo(1);
        assertThat(bursts.highest() / MIB).isCloseTo(140, within(0.01));
    }

    @Test
    void between_two_looks_something_is_missed() {
        watch(0, 200, BurstsTest::everyTwoMinutes);
        // seen 100 MiB, and 8 % more as long as nothing is known of what is missed
        assertThat(bursts.highest() / MIB).isCloseTo(108, within(0.01));
    }

    @Test
    void the_kernels_peak_tells_how_high_it_really_was() {
        watch(0, 120, BurstsTest::everyTwoMinutes);
        bursts.reached(at(122), 240 * MIB);
        watch(125, 200, BurstsTest::everyTwoMinutes);
        // 240 − 100
        assertThat(bursts.highest() / MIB).isCloseTo(140, within(0.01));

        // Of the next one only the looks are known: 100, times 1.08 + (1.4 − 1.08) · 0.3 = 1.176
        watch(205, 320, BurstsTest::everyTwoMinutes);
        assertThat(bursts.exceeding(125 * MIB)).isBetween(0.5, 0.75);
    }

    @Test
    void a_peak_long_after_a_burst_is_not_its_height() {
        watch(0, 200, BurstsTest::everyTwoMinutes);
        bursts.reached(at(201), 500 * MIB);
        assertThat(bursts.highest() / MIB).isCloseTo(108, within(0.01));
    }

    @Test
    void a_burst_of_the_kind_that_goes_back_begins_where_the_last_one_did() {
        watch(0, 200, BurstsTest::everyTwoMinutes);
        // One has come back; now the second is on: the next would not come on top of 200.
        watch(205, 250, BurstsTest::everyTwoMinutes);
        assertThat(bursts.base(200 * MIB) / MIB).isCloseTo(100, within(0.01));
        // Once it is over, it begins at what is expected.
        watch(255, 300, BurstsTest::everyTwoMinutes);
        assertThat(bursts.base(105 * MIB) / MIB).isCloseTo(105, within(0.01));
    }

    @Test
    void a_step_that_stays_is_where_the_next_one_begins() {
        watch(0, 300, s -> s >= 120);
        assertThat(bursts.count()).isEqualTo(1);
        assertThat(bursts.base(200 * MIB) / MIB).isCloseTo(200, within(0.01));
    }

    @Test
    void a_restart_is_no_burst_and_what_was_learnt_stays() {
        watch(0, 860, BurstsTest::everyTwoMinutes);
        bursts.restart();
        // A new process is small, then large: nothing was expected of it.
        bursts.see(at(865), 20 * MIB, 20 * MIB);
        assertThat(bursts.count()).isEqualTo(7);
        assertThat(bursts.highest() / MIB).isCloseTo(108, within(0.01));
    }

    /** As a model does it: what is expected of the next moments is what is there. */
    private void watch(int from, int to, IntPredicate on) {
        for (int s = from; s <= to; s += 5) {
            double there = (on.test(s) ? 200 : 100) * MIB;
            bursts.see(at(s), there, there);
        }
    }

    private static boolean everyTwoMinutes(int s) {
        return s >= 120 && s % 120 < 30;
    }

    private static boolean within30(int s, int... begins) {
        for (int begin : begins) {
            if (s >= begin && s < begin + 30) {
                return true;
            }
        }
        return false;
    }

    private static long at(int seconds) {
        return START + seconds * 1000L;
    }
}
