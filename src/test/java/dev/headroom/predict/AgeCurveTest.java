package dev.headroom.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The ranges of age end at 15, 30, 60, 120, 180, 300 and 600 s. */
class AgeCurveTest {

    private final AgeCurve curve = new AgeCurve();

    @Test
    void nothing_is_known_of_nothing() {
        assertThat(curve.highest(0, 10_000)).isZero();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            the first seconds                              |   0 |    5 |  20
            the end of a range belongs to it               |   0 |   15 |  20
            into the next one                              |   0 |   16 |  80
            the highest on the way counts, not the last    |  20 |  500 | 200
            a start is over                                | 200 |  500 | 150
            nothing was seen of that age                   | 700 | 1000 |   0
            nothing of the end: what is known before       | 400 | 1000 | 150
            """)
    void a_start_is_told_from_what_comes_after_it(String name, double from, double to, double highest) {
        curve.add(5, 20, 1);
        curve.add(25, 80, 1);
        curve.add(100, 200, 1);
        curve.add(400, 150, 1);
        assertThat(curve.highest(from, to)).isCloseTo(highest, within(1e-3));
    }

    @Test
    void an_older_replica_counts_four_fifths_of_the_next() {
        curve.add(50, 100, 1);
        curve.add(50, 400, 1);
        // 100^(0.8 / 1.8) · 400^(1 / 1.8)
        assertThat(curve.highest(50, 50)).isCloseTo(216.02, within(0.01));
    }

    @Test
    void looks_at_one_replica_count_by_their_time() {
        curve.add(50, 100, 1.0 / 3);
        curve.add(50, 100, 1.0 / 3);
        curve.add(50, 100, 1.0 / 3);
        curve.add(50, 400, 1);
        // (0.8^(2/3) + 0.8^(1/3) + 1) / 3 = 0.930 faded by 0.8: 100^(0.744 / 1.744) · 400^(1 / 1.744)
        assertThat(curve.highest(50, 50)).isCloseTo(221.4, within(0.5));
    }

    @Test
    void nothing_at_all_is_one_byte() {
        curve.add(50, 0, 1);
        assertThat(curve.highest(50, 50)).isEqualTo(1);
    }
}
