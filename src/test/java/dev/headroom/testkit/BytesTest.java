package dev.headroom.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BytesTest {

    @ParameterizedTest(name = "{0} is {1} bytes")
    @CsvSource({"0, 0", "17, 17", "1Ki, 1024", "300Mi, 314572800", "16Gi, 17179869184", "2Ti, 2199023255552"})
    void reads_amounts(String amount, long bytes) {
        assertThat(Bytes.of(amount)).isEqualTo(bytes);
    }

    @ParameterizedTest(name = "\"{0}\" is refused and named")
    @ValueSource(strings = {"", "-1", "1.5Gi", "300M", "Mi", "12 Mi", "9999999999999999"})
    void refuses_everything_else(String amount) {
        assertThatThrownBy(() -> Bytes.of(amount))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"" + amount + "\"");
    }
}
