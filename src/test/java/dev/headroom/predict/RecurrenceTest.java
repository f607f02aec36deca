package dev.headroom.predict;

import static dev.headroom.predict.Looks.MIB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Amounts are MiB, seen every 5 s. */
class RecurrenceTest {

    private static final long START = 1_700_000_000_000L;

    private final Recurrence recurrence = new Recurrence();

    @Test
    void nothing_comes_again_of_what_was_not_seen() {
        assertThat(recurrence.ahead(60)).isNaN();
    }

    @Test
    void a_minute_and_a_half_alone_are_like_nothing_before() {
        see(0, 100, s -> 100);
        assertThat(recurrence.ahead(60)).isNaN();
    }

    /** Every 200 s from 40 to 140 and back within 100 s. */
    @ParameterizedTest(name = "after {0} s: in the next minute {1}")
    @CsvSource(delimiter = '|', textBlock = """
            # at the bottom, 20 s before the rise: 40 s of it, from 40 by 2 a second
            780 | 120
            # 30 s into the rise: to its top
            830 | 140
            # on the way down nothing higher comes
            860 | 110
            """)
    void a_wave_comes_again(int seconds, double highest) {
        see(0, seconds, RecurrenceTest::wave);
        assertThat(recurrence.ahead(60) / MIB).isCloseTo(highest, within(highest * 0.06));
    }

    @Test
    void a_burst_after_a_quiet_time_comes_again_where_it_came_before() {
        // 180 s apart; 20 s before the fifth one. Of the quiet stretches of 100 s before, few were not followed by one.
        see(0, 880, s -> s % 180 < 15 && s >= 180 ? 200 : 100);
        assertThat(recurrence.ahead(60) / MIB).isBetween(160.0, 200.0);
    }

    @Test
    void where_nothing_was_ever_so_high_nothing_higher_comes_again() {
        see(0, 600, s -> 50 + s);
        assertThat(recurrence.ahead(60) / MIB).isLessThanOrEqualTo(650);
    }

    @Test
    void flat_stays_flat() {
        see(0, 600, s -> 100);
        assertThat(recurrence.ahead(60) / MIB).isCloseTo(100, within(0.1));
    }

    @Test
    void of_several_looks_within_five_seconds_the_highest_counts() {
        for (int s = 0; s <= 600; s++) {
            recurrence.add(START + s * 1000L, (s % 5 == 2 ? 130 : 100) * MIB);
        }
        assertThat(recurrence.ahead(60) / MIB).isCloseTo(130, within(0.1));
    }

    @Test
    void after_two_minutes_of_silence_it_begins_anew() {
        see(0, 600, RecurrenceTest::wave);
        recurrence.add(START + 800_000, 100 * MIB);
        assertThat(recurrence.ahead(60)).isNaN();
    }

    @Test
    void looks_every_30_seconds_are_enough() {
        for (int s = 0; s <= 830; s += 30) {
            recurrence.add(START + s * 1000L, wave(s) * MIB);
        }
        assertThat(recurrence.ahead(60) / MIB).isBetween(110.0, 145.0);
    }

    private static double wave(int s) {
        int phase = s % 200;
        return phase < 50 ? 40 + 2 * phase : phase < 100 ? 140 - 2 * (phase - 50) : 40;
    }

    private void see(int from, int to, IntToDoubleFunction mib) {
        for (int s = from; s <= to; s += 5) {
            recurrence.add(START + s * 1000L, mib.applyAsDouble(s) * MIB);
        }
    }
}
