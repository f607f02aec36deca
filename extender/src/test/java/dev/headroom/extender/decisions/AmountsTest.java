package dev.headroom.extender.decisions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.api.Contribution.Unit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AmountsTest {

    @ParameterizedTest(name = "{0} {1} reads {2}")
    @CsvSource({
        "0, BYTES, 0 B",
        "1023, BYTES, 1023 B",
        "1024, BYTES, 1 KiB",
        "3435973837, BYTES, 3.2 GiB",
        "-1288490189, BYTES, −1.2 GiB",
        "1099511600000, BYTES, 1 TiB",
        "1500, MILLI_CPU, 1.5 CPU",
        "85, PERCENT, 85 %",
        "-0.04, PERCENT, 0 %",
        "3, COUNT, 3"
    })
    void amounts_carry_their_unit(double value, Unit unit, String text) {
        assertThat(Amounts.of(value, unit)).isEqualTo(text);
    }

    @ParameterizedTest(name = "{0} ms are {1}")
    @CsvSource({"4000, 4 s", "89400, 89.4 s", "90000, 2 min", "7200000, 2 h", "-5, 0 s"})
    void ages_take_the_largest_sensible_unit(long millis, String text) {
        assertThat(Amounts.age(millis)).isEqualTo(text);
    }
}
