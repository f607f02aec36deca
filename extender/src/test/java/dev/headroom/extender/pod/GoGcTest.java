package dev.headroom.extender.pod;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GoGcTest {

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({"100, 100", "0, 0", "50, 50", "+200, 200", "off, -1", "-1, -1", "-500, -1", "2147483647, 2147483647"})
    void reads_what_a_go_program_reads(String text, double percent) {
        assertThat(GoGc.parse(text)).isEqualTo(percent);
    }

    @Test
    void empty_is_not_set() {
        assertThat(GoGc.parse("")).isNaN();
    }

    @ParameterizedTest(name = "\"{0}\"")
    @ValueSource(strings = {"50%", "OFF", "1.5", "2147483648", "-2147483649", " 50", "1_000", "-", "١٠٠", "0x10"})
    void what_a_go_program_ignores_is_named_with_what_is_allowed(String text) {
        assertThatThrownBy(() -> GoGc.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"" + text + "\" is no GOGC; allowed is off or a whole number");
    }

    @Test
    void a_long_value_is_shown_cut() {
        assertThatThrownBy(() -> GoGc.parse("9".repeat(1000)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("\"" + "9".repeat(64) + "…\" is no GOGC");
    }
}
