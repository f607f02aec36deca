package dev.headroom.extender.pod;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuantitiesTest {

    @ParameterizedTest(name = "{0}: {1} is {2} bytes")
    @CsvSource({
        "a plain number counts units,                    128974848,               128974848",
        "Ki is 2^10,                                     3Ki,                     3072",
        "Mi is 2^20,                                     512Mi,                   536870912",
        "Gi is 2^30,                                     2Gi,                     2147483648",
        "a fraction of Gi is 1.5 · 2^30,                 1.5Gi,                   1610612736",
        "Ti is 2^40,                                     1Ti,                     1099511627776",
        "Pi is 2^50,                                     1Pi,                     1125899906842624",
        "Ei is 2^60,                                     1Ei,                     1152921504606846976",
        "k is 10^3,                                      129k,                    129000",
        "M is 10^6,                                      129M,                    129000000",
        "G is 10^9,                                      .5G,                     500000000",
        "E is 10^18 and no exponent,                     1E,                      1000000000000000000",
        "E with digits is an exponent,                   1E3,                     1000",
        "e is an exponent: 2e9,                          2e9,                     2000000000",
        "a negative exponent: 15e-1 rounds 1.5 up,       15e-1,                   2",
        "m of a byte rounds up: 0.128974848,             128974848m,              128975",
        "n of a byte rounds up: 10^-9,                   1n,                      1",
        "a sign is allowed,                              +7,                      7",
        "nothing is 0,                                   0,                       0",
        "a trailing point is allowed,                    5.,                      5",
        "what exceeds 2^63-1 becomes that,               16Ei,                    9223372036854775807",
        "many digits do not overflow,                    99999999999999999999,    9223372036854775807",
        "many digits that fit are exact,                 1234567890123456789,     1234567890123456789"
    })
    void readsBytes(String why, String text, long bytes) {
        assertThat(Quantities.parseBytes(text)).isEqualTo(bytes);
    }

    @ParameterizedTest(name = "{0}: {1} is {2} thousandths of a CPU")
    @CsvSource({
        "a whole CPU is 1000m,                 1,         1000",
        "m is a thousandth,                    250m,      250",
        "a fraction: 0.1 · 1000,               0.1,       100",
        "u rounds up: 100.5m,                  100500u,   101",
        "n rounds up: 0.0001m,                 100n,      1",
        "k is 10^3 CPUs,                       1k,        1000000",
        "9E · 1000 does not wrap around,       9E,        9223372036854775807"
    })
    void readsMilliCpu(String why, String text, long milli) {
        assertThat(Quantities.parseMilliCpu(text)).isEqualTo(milli);
    }

    @ParameterizedTest(name = "\"{0}\" is no quantity")
    @ValueSource(
            strings = {
                "",
                " ",
                "-1",
                "1 Gi",
                "Gi",
                ".",
                "1..5",
                "1.2.3",
                "0x10",
                "1ki",
                "1KiB",
                "1e",
                "1e+",
                "1e999",
                "1e31",
                "١",
                "NaN",
                "1mm",
                "1111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111"
            })
    void refusesWhatIsNoQuantity(String text) {
        assertThatThrownBy(() -> Quantities.parseBytes(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(text.length() > 64 ? "…" : "\"" + text + "\"")
                .hasMessageContaining("512Mi");
    }
}
