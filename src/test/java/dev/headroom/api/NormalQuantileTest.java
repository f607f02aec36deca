package dev.headroom.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NormalQuantileTest {

    /** From any table of the standard normal distribution. */
    @ParameterizedTest(name = "p = {0} is at {1} standard deviations")
    @CsvSource({
        "0.5, 0",
        "0.75, 0.6744897502",
        "0.9, 1.2815515655",
        "0.95, 1.6448536270",
        "0.975, 1.9599639845",
        "0.99, 2.3263478740",
        "0.999, 3.0902323062"
    })
    void knows_the_table(double probability, double expected) {
        assertThat(NormalQuantile.of(probability)).isCloseTo(expected, within(1e-8));
        assertThat(NormalQuantile.of(1 - probability)).isCloseTo(-expected, within(1e-8));
    }

    @Test
    void rises_everywhere_also_where_its_formulas_meet() {
        double before = NormalQuantile.of(0.0001);
        for (int i = 2; i < 10_000; i++) {
            double here = NormalQuantile.of(i / 10_000.0);
            assertThat(here).as("quantile of %s", i / 10_000.0).isGreaterThan(before);
            before = here;
        }
    }
}
