package dev.headroom.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Amounts are MiB. The histogram's bins are 5 % wide, so a value is known to 2.5 %. */
class WorkloadHistoryTest {

    private static final double MIB = 1 << 20;
    private static final double BIN = 0.026;
    private static final long START = 1_700_000_000_000L;
    private static final long HOUR = 3_600_000;

    private final WorkloadHistory history = new WorkloadHistory();

    @Test
    void nothing_is_known_of_nothing() {
        assertThat(history.isEmpty()).isTrue();
        assertThat(history.quantile(0.9)).isZero();
        assertThat(history.highestAtAge(0, 60)).isZero();
        assertThat(history.knowsOthersThan("a")).isFalse();
    }

    @ParameterizedTest(name = "{0} MiB")
    @ValueSource(doubles = {1, 12, 100, 190.1, 4096, 1_000_000})
    void a_peak_is_known_to_half_a_bin(double peak) {
        history.peak("a", START, peak * MIB);
        assertThat(history.quantile(0.5) / MIB / peak).isCloseTo(1, within(BIN));
        assertThat(history.isEmpty()).isFalse();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            nothing is kept below 1 MiB     | 0.001 | 1
            nor beyond 284 bins of 5 %      | 1e9   | 1.02e6
            """)
    void the_ends_of_the_histogram_take_what_lies_beyond(String name, double peak, double kept) {
        history.peak("a", START, peak * MIB);
        assertThat(history.quantile(0.5) / MIB / kept).isCloseTo(1, within(0.05));
    }

    @Test
    void a_high_quantile_is_what_noon_needs() {
        // One replica, a day of windows: 21 hours at 100, 3 hours at 300.
        for (int window = 0; window < 288; window++) {
            history.peak("a", START + window * 300_000L, (window >= 144 && window < 180 ? 300 : 100) * MIB);
        }
        assertThat(history.quantile(0.5) / MIB / 100).isCloseTo(1, within(BIN));
        // An eighth of the windows, half a day old: 36 · 2^(−9/36) and so on of 288, 12 % in all; 0.9 lies in them.
        assertThat(history.quantile(0.9) / MIB / 300).isCloseTo(1, within(BIN));
        assertThat(history.quantile(0.85) / MIB / 100).isCloseTo(1, within(BIN));
    }

    /** Ten windows of 100, and a while later some of 200. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            after 36 h ten count as five: 5 of 9 are 100        | 36 |  4 | 100
            5 of 11 are 100: less than half                     | 36 |  6 | 200
            after 72 h ten count as 2.5: 2.5 of 4.5             | 72 |  2 | 100
            2.5 of 5.5                                          | 72 |  3 | 200
            at once ten are ten: 10 of 19                       |  0 |  9 | 100
            """)
    void what_was_seen_halves_in_36_hours(String name, int hours, int windows, double median) {
        for (int i = 0; i < 10; i++) {
            history.peak("a", START, 100 * MIB);
        }
        for (int i = 0; i < windows; i++) {
            history.peak("a", START + hours * HOUR, 200 * MIB);
        }
        assertThat(history.quantile(0.5) / MIB / median).isCloseTo(1, within(BIN));
    }

    @Test
    void a_window_that_is_handed_over_late_fades_nothing() {
        history.peak("a", START + 36 * HOUR, 100 * MIB);
        history.peak("b", START, 100 * MIB);
        history.peak("a", START + 36 * HOUR, 100 * MIB);
        assertThat(history.quantile(0.99) / MIB / 100).isCloseTo(1, within(BIN));
        assertThat(history.replicas()).isEqualTo(2);
    }

    /** Five replicas of 100 over two hours; one of them, not the first to speak, says something else. */
    @ParameterizedTest(name = "it says {0} times as much")
    @ValueSource(doubles = {10, 0.1, 0, 1e5})
    void one_liar_of_five_moves_no_quantile_by_more_than_its_bound(double factor) {
        for (int window = 0; window < 24; window++) {
            for (int replica = 0; replica < 5; replica++) {
                double claimed = replica == 3 ? 100 * factor : 100;
                history.peak("r" + replica, START + window * 300_000L, claimed * MIB);
            }
        }
        // The liar is taken for 90 to 110: two bins, 1.05² = 1.1025 at most.
        for (double probability : new double[] {0.01, 0.5, 0.9, 0.99}) {
            assertThat(history.quantile(probability) / MIB / 100).isBetween(0.975 / 1.1025, 1.025 * 1.1025);
        }
        assertThat(history.quantile(0.5) / MIB / 100).isCloseTo(1, within(BIN));
    }

    @Test
    void one_liar_moves_what_is_known_of_an_age_by_its_share_of_10_percent() {
        for (int replica = 0; replica < 5; replica++) {
            history.seen("r" + replica, 50, (replica == 4 ? 1000 : 100) * MIB, 15);
        }
        // 110 with a weight of 1 of 3.36 in all: 100 · 1.1^0.30
        assertThat(history.highestAtAge(50, 60) / MIB).isCloseTo(102.9, within(0.1));
    }

    @Test
    void others_are_known_once_one_has_shown_something() {
        history.seen("a", 5, 20 * MIB, 5);
        assertThat(history.isEmpty()).isFalse();
        assertThat(history.knowsOthersThan("a")).isFalse();
        assertThat(history.knowsOthersThan("b")).isTrue();
        history.seen("b", 5, 20 * MIB, 5);
        assertThat(history.knowsOthersThan("a")).isTrue();
    }

    @Test
    void no_more_than_32_replicas_are_remembered_and_their_peaks_stay() {
        for (int replica = 0; replica < 1000; replica++) {
            history.peak("r" + replica, START, 100 * MIB);
        }
        assertThat(history.replicas()).isEqualTo(32);
        assertThat(history.quantile(0.9) / MIB / 100).isCloseTo(1, within(BIN));
    }

    @Test
    void what_is_forgotten_is_not_known() {
        history.peak("a", START, 100 * MIB);
        history.clear();
        assertThat(history.isEmpty()).isTrue();
        assertThat(history.quantile(0.9)).isZero();
    }
}
