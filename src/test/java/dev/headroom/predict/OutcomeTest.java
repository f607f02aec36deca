package dev.headroom.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The residuals are those of a standard normal distribution; amounts in the tables are MiB. */
class OutcomeTest {

    private static final double MIB = 1 << 20;
    private static final long START = 1_700_000_000_000L;

    private final Residuals normal = new Residuals(Residuals.prior(0, 1, 0, 1), 3, 900);
    private final Bursts none = new Bursts();

    /** The experts say 100; the error to be expected is 0.1 in logarithms. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            the median is what the experts say                | 0.50 |  50 | 100
            p84: 100 · e^(0.994 · 0.1)                        | 0.84 |  50 | 110.5
            p95: 100 · e^(1.645 · 0.1)                        | 0.95 |  50 | 117.9
            p99: 100 · e^(2.326 · 0.1)                        | 0.99 |  50 | 126.2
            the median is not below what is there             | 0.50 | 110 | 110
            p95 is not moved by a floor below it              | 0.95 | 110 | 117.9
            a floor above all of them                         | 0.99 | 500 | 500
            """)
    void quantiles_are_errors_about_what_the_experts_say(
            String name, double probability, double floor, double expected) {
        Outcome outcome = new Outcome(floor * MIB, 100 * MIB, 100 * MIB, normal, 0, none, 0.1);
        assertThat(outcome.quantile(probability) / MIB).isCloseTo(expected, within(1.0));
    }

    @ParameterizedTest(name = "{0} of the outcomes")
    @ValueSource(doubles = {0.1, 0.3, 0.5, 0.8, 0.95, 0.99})
    void quantile_and_exceeding_agree(double probability) {
        Outcome outcome = new Outcome(MIB, 100 * MIB, 100 * MIB, normal, 0.3, doubling(), 0.1);
        assertThat(outcome.exceeding(outcome.quantile(probability))).isCloseTo(1 - probability, within(0.005));
    }

    @Test
    void twice_the_expected_error_is_twice_the_distance() {
        double narrow = new Outcome(0, 100 * MIB, 100 * MIB, normal, 0, none, 0.05).quantile(0.95);
        double wide = new Outcome(0, 100 * MIB, 100 * MIB, normal, 0, none, 0.10).quantile(0.95);
        assertThat(Math.log(wide / (100 * MIB)) / Math.log(narrow / (100 * MIB)))
                .isCloseTo(2, within(0.01));
    }

    /** A burst of 100 MiB on top of 100 MiB, of which half rise higher; quiet nothing beyond 140 comes. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            half of the bursts of probability 0.4 go beyond 200 + 8 %  | 0.4 | 208 | 0.20
            all of them go beyond 150                                  | 0.4 | 150 | 0.40
            none goes beyond 300                                       | 0.4 | 300 | 0.00
            a sure burst                                               | 1.0 | 150 | 1.00
            no burst                                                   | 0.0 | 150 | 0.00
            """)
    void a_burst_comes_on_top(String name, double probability, double beyond, double expected) {
        Outcome outcome = new Outcome(0, 100 * MIB, 100 * MIB, normal, probability, doubling(), 0.05);
        assertThat(outcome.exceeding(beyond * MIB)).isCloseTo(expected, within(0.02));
    }

    @Test
    void a_likely_burst_moves_the_median() {
        Outcome outcome = new Outcome(0, 100 * MIB, 100 * MIB, normal, 0.9, doubling(), 0.05);
        // 0.5 / 0.9 = 0.56 of the bursts go beyond the median: a little below 208
        assertThat(outcome.quantile(0.5) / MIB).isBetween(200.0, 208.0);
    }

    @Test
    void a_burst_comes_on_top_of_what_is_expected_without_what_was_there_before() {
        // What was there before, 200 MiB, is expected again: the burst of 100 MiB is on the quiet 100, not on these.
        Outcome outcome = new Outcome(0, 200 * MIB, 100 * MIB, normal, 1, doubling(), 0.001);
        assertThat(outcome.exceeding(205 * MIB)).isCloseTo(0.65, within(0.1));
        assertThat(outcome.exceeding(290 * MIB)).isCloseTo(0, within(0.02));
    }

    @Test
    void one_about_another_middle_keeps_the_errors_and_is_no_surer() {
        Outcome outcome = new Outcome(0, 100 * MIB, 100 * MIB, normal, 0, none, 0.05);
        assertThat(outcome.about(300 * MIB, 100 * MIB).quantile(0.5) / MIB).isCloseTo(300, within(1.0));
        assertThat(outcome.about(300 * MIB, 100 * MIB).scale()).isGreaterThan(0.05);
        assertThat(outcome.atMost(50 * MIB).quantile(0.5) / MIB).isCloseTo(50, within(1.0));
    }

    /** One burst that was seen to rise by 100 MiB, so that with what is missed of one 108 MiB are expected. */
    private static Bursts doubling() {
        Bursts bursts = new Bursts();
        for (int s = 0; s <= 60; s += 5) {
            bursts.see(START + s * 1000L, (s == 20 || s == 25 ? 200 : 100) * MIB, 100 * MIB);
        }
        return bursts;
    }
}
