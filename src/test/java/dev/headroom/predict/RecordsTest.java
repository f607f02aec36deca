package dev.headroom.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordsTest {

    private static final long START = 1_700_000_000_000L;

    private final Records records = new Records();

    @Test
    void without_any_record_nothing_lasts() {
        assertThat(records.lasted(START)).isZero();
    }

    @Test
    void a_run_of_records_lasts_from_its_first_one() {
        climb(0, 60, 100, 1);
        assertThat(records.lasted(at(60))).isEqualTo(60);
    }

    @Test
    void less_than_half_a_percent_more_is_no_record() {
        records.add(at(0), 1000);
        records.add(at(50), 1004);
        // the last record is 61 s ago
        assertThat(records.lasted(at(61))).isZero();
    }

    @Test
    void pauses_of_a_minute_do_not_end_a_run() {
        records.add(at(0), 100);
        records.add(at(60), 110);
        records.add(at(120), 120);
        assertThat(records.lasted(at(180))).isEqualTo(180);
        assertThat(records.lasted(at(181))).isZero();
    }

    @Test
    void after_a_longer_pause_another_run_begins() {
        climb(0, 60, 100, 1);
        records.add(at(200), 300);
        assertThat(records.lasted(at(230))).isEqualTo(30);
    }

    @Test
    void a_load_that_comes_and_goes_sets_no_records_the_second_time() {
        climb(0, 60, 100, 1);
        climb(65, 120, 160, -1);
        climb(125, 180, 100, 1);
        // 155 < 160 · 1.005
        assertThat(records.lasted(at(180))).isZero();
    }

    /** The record is 160, set from 0 s to 60 s without a pause; now it is 90 s and 150 are there. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            growth below the record counts in full                      | 158 |  60 | 158
            up to the record in full                                    | 160 |  60 | 160
            beyond it: lasted 90 of 60 s, so all of it                  | 200 |  60 | 200
            lasted 90 of 300 s: 160 + (200 − 160) · 90/300              | 200 | 300 | 172
            """)
    void growth_beyond_the_record_is_drawn_as_far_as_records_were_set(
            String name, double wanted, double seconds, double tamed) {
        climb(0, 60, 100, 1);
        assertThat(records.tamed(150, wanted, seconds, at(90))).isCloseTo(tamed, within(1e-6));
    }

    @Test
    void without_a_present_run_the_record_itself_is_the_most() {
        climb(0, 60, 100, 1);
        assertThat(records.tamed(150, 200, 60, at(300))).isCloseTo(160, within(1e-6));
        // what is there now is known, too
        assertThat(records.tamed(170, 200, 60, at(300))).isCloseTo(170, within(1e-6));
    }

    @Test
    void a_restart_forgets_the_record() {
        climb(0, 60, 100, 1);
        records.forget();
        assertThat(records.lasted(at(61))).isZero();
        records.add(at(65), 50);
        records.add(at(70), 60);
        assertThat(records.lasted(at(70))).isEqualTo(5);
    }

    private void climb(int from, int to, double bytes, double perSecond) {
        for (int s = from; s <= to; s += 5) {
            records.add(at(s), bytes + (s - from) * perSecond);
        }
    }

    private static long at(int seconds) {
        return START + seconds * 1000L;
    }
}
