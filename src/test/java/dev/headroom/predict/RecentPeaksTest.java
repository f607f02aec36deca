package dev.headroom.predict;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Slots are 5 s long; the newest 64 of them, 320 s, are kept. */
class RecentPeaksTest {

    private static final long START = 1_700_000_000_000L;

    private final RecentPeaks peaks = new RecentPeaks();

    @BeforeEach
    void some_values() {
        peaks.add(at(0), 100);
        peaks.add(at(5), 300);
        peaks.add(at(7), 250);
        peaks.add(at(30), 200);
        peaks.add(at(60), 50);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            everything                                         | -60 |  60 | 300
            the slot in which a window begins is left out      |   5 |  60 | 200
            a window may begin before all that was seen        | -900 |  0 | 100
            the slot in which it ends belongs to it            |   0 |   5 | 300
            a window in which nothing was seen                 |  35 |  55 | 0
            a window that lies ahead                           |  65 | 125 | 0
            only the newest                                    |  55 |  60 | 50
            """)
    void the_highest_of_a_window(String name, int from, int to, double highest) {
        assertThat(peaks.highest(at(from), at(to))).isEqualTo(highest);
    }

    @Test
    void nothing_was_seen_before_the_first_value() {
        assertThat(new RecentPeaks().highest(0, Long.MAX_VALUE)).isZero();
    }

    @Test
    void what_was_reached_before_may_be_known_later() {
        peaks.add(at(31), 999);
        assertThat(peaks.highest(at(25), at(30))).isEqualTo(999);
        assertThat(peaks.highest(at(35), at(60))).isEqualTo(50);
    }

    @Test
    void slots_are_forgotten_after_320_seconds() {
        peaks.add(at(320), 10);
        // the slot of 0 s is the 65th: gone; that of 5 s is still there
        assertThat(peaks.highest(at(-60), at(4))).isZero();
        assertThat(peaks.highest(at(-60), at(320))).isEqualTo(300);
        peaks.add(at(325), 10);
        assertThat(peaks.highest(at(-60), at(325))).isEqualTo(200);
    }

    @Test
    void after_a_long_silence_only_the_new_value_counts() {
        peaks.add(at(10_000), 7);
        assertThat(peaks.highest(at(-60), at(10_000))).isEqualTo(7);
    }

    @Test
    void what_is_older_than_all_slots_comes_too_late() {
        peaks.add(at(10_000), 7);
        peaks.add(at(60), 5_000);
        assertThat(peaks.highest(0, at(10_000))).isEqualTo(7);
    }

    private static long at(int seconds) {
        return START + seconds * 1000L;
    }
}
