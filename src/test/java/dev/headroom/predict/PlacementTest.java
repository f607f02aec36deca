package dev.headroom.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Amounts are MiB. */
class PlacementTest {

    private static final double MIB = 1 << 20;

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            it grows within the next 5 minutes            | 200 | 180 | 190 |    0 | 200 | FORECAST
            all three alike                               | 200 | 200 | 200 |    0 | 200 | FORECAST
            an idle heap will fill up one day             | 120 | 182 | 150 |    0 | 182 | PLATEAU
            placed at night, it lives at noon             | 100 | 120 | 300 |    0 | 300 | HISTORY
            nothing is known of its heap                  | 100 |     |  90 |    0 | 100 | FORECAST
            nothing is known of its workload              | 100 | 110 |   0 |    0 | 110 | PLATEAU
            no more than the limit                        | 200 | 600 | 300 |  512 | 512 | PLATEAU
            a history of larger limits                    | 200 | 180 | 900 |  512 | 512 | HISTORY
            """)
    void the_largest_of_three_decides(
            String name, double p50, Double plateau, double usual, double limit, double mean, Placement.Basis basis) {
        Placement placement = placement(p50, p50 + 10, plateau, usual, limit);
        assertThat(placement.meanBytes() / MIB).isCloseTo(mean, within(1e-6));
        assertThat(placement.decidedBy()).isEqualTo(basis);
        assertThat(placement.confidence()).isEqualTo(0.9);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            p95 is 1.645 standard deviations away: 82.25 / 1.645        | 200 | 282.25 | 200 |   0 | 50
            at least 3 % of the mean                                    | 200 | 201    | 200 |   0 | 6
            p95 seen from a larger mean: (282.25 − 250) / 1.645         | 200 | 282.25 | 250 |   0 | 19.6
            p95 below the mean: 3 % of it                               | 200 | 282.25 | 300 |   0 | 9
            two of them stay within the limit: (256 − 200) / 2          | 200 | 300    | 200 | 256 | 28
            at the limit nothing is uncertain                           | 256 | 256    | 200 | 256 | 0
            """)
    void the_spread_reaches_to_p95_and_not_beyond_the_limit(
            String name, double p50, double p95, double plateau, double limit, double spread) {
        assertThat(placement(p50, p95, plateau, 0, limit).spreadBytes() / MIB).isCloseTo(spread, within(0.01));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            it holds what it held, 3 % are one deviation: 200 − 9.87  | 190 | 200 | 220 | 195 |   0 |   0 | 190.13 | 220
            it let go of most: what it has now is sure                |  60 | 200 | 220 |  50 |   0 |   0 |  60 | 220
            the heap will fill up to its goal: that is sure           |  60 | 100 | 110 |  90 |   0 |   0 |  90 | 110
            idle until noon: only the workload's past says 300        |  60 |  80 | 110 |  70 | 300 |   0 |  70 | 300
            nothing is known of its heap                              |  60 |  80 | 110 |     |   0 |   0 |  60 | 110
            within the limit                                          | 240 | 300 | 400 | 240 |   0 | 256 | 240 | 256
            """)
    void low_is_what_it_has_or_will_fill_up_to_and_high_is_p95(
            String name,
            double p5,
            double p50,
            double p95,
            Double plateau,
            double usual,
            double limit,
            double low,
            double high) {
        Placement placement = placement(p5, p50, p95, plateau, usual, limit);
        assertThat(placement.lowBytes() / MIB).isCloseTo(low, within(1e-6 + 1e-4 * low));
        assertThat(placement.highBytes() / MIB).isCloseTo(high, within(1e-6));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            nothing was learnt                                        | 1000 | 1000 |      |    0 |    0 | 1    | 1000
            constant, and forecast too high elsewhere: it is there    | 1000 | 1000 |      |    0 |    0 | 0.9  | 1000
            it grows, but by less: 1000 · 0.9                         |  800 | 1000 |      |    0 |    0 | 0.9  | 900
            it grows by less than its heap will fill up to            |  800 | 1000 |  950 |    0 |    0 | 0.9  | 950
            it grows by less than its workload usually peaks at       |  800 | 1000 |      |  970 |    0 | 0.9  | 970
            1000 · 1.1, but the kernel lets it have 1024              | 1000 | 1000 |      |    0 | 1024 | 1.1  | 1024
            within the limit: 900 · 1.1                               |  850 |  900 |      |    0 | 1024 | 1.1  | 990
            a limit below what is there now: that bounds it           | 1000 | 1000 |      |    0 |  900 | 0.9  | 900
            """)
    void a_correction_stays_between_what_is_there_or_will_be_and_the_limit(
            String name,
            double now,
            double p50,
            Double plateau,
            double usual,
            double limit,
            double factor,
            double mean) {
        Placement placement = placement(now, p50, p50 + 40, now, plateau, usual, limit);
        Placement corrected = placement.corrected(factor);
        assertThat(corrected.meanBytes() / MIB).isCloseTo(mean, within(1e-5));
        assertThat(corrected.lowBytes()).isLessThanOrEqualTo(corrected.meanBytes());
        assertThat(corrected.highBytes()).isGreaterThanOrEqualTo(corrected.meanBytes());
        if (limit > 0) {
            assertThat((corrected.meanBytes() + 2 * corrected.spreadBytes()) / MIB)
                    .isLessThanOrEqualTo(limit + 1e-6);
            assertThat(corrected.highBytes() / MIB).isLessThanOrEqualTo(limit);
        }
    }

    private static Placement placement(double p50, double p95, Double plateau, double usual, double limit) {
        return placement(p50, p50, p95, plateau, usual, limit);
    }

    private static Placement placement(double p5, double p50, double p95, Double plateau, double usual, double limit) {
        return placement(p5, p50, p95, Double.NaN, plateau, usual, limit);
    }

    private static Placement placement(
            double p5, double p50, double p95, double now, Double plateau, double usual, double limit) {
        ContainerForecast ahead = new ContainerForecast(
                0,
                300_000,
                (long) (p5 * MIB),
                (long) (p50 * MIB),
                (long) (p95 * MIB),
                (long) (p95 * MIB),
                Double.NaN,
                Double.NaN,
                Double.NaN,
                0,
                0.9,
                0,
                Set.of(),
                List.of());
        return Placement.of(
                ahead, now * MIB, plateau == null ? Double.NaN : plateau * MIB, usual * MIB, (long) (limit * MIB));
    }
}
