package dev.headroom.extender.pod;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GoMemLimitTest {

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "MiB is 2^20: 480 · 1048576,              480MiB,               503316480",
        "KiB is 2^10,                             1KiB,                 1024",
        "GiB is 2^30,                             2GiB,                 2147483648",
        "TiB is 2^40,                             1TiB,                 1099511627776",
        "B is a byte,                             1048576B,             1048576",
        "a plain number counts bytes,             1048576,              1048576",
        "off is no limit,                         off,                  0",
        "empty is no limit,                       '',                   0",
        "the runtime's largest is no limit,       9223372036854775807,  0",
        "above 64 TiB is no limit,                65TiB,                0",
        "64 TiB still is one: 2^46,               64TiB,                70368744177664"
    })
    void readsAsTheRuntimeDoes(String why, String text, long bytes) {
        assertThat(GoMemLimit.parse(text)).isEqualTo(bytes);
    }

    @ParameterizedTest(name = "\"{0}\" is refused, as by the runtime")
    @ValueSource(
            strings = {
                "480Mi",
                "480MB",
                "1.5GiB",
                "-1",
                "+1",
                "OFF",
                " 1MiB",
                "1MiB ",
                "MiB",
                "1PiB",
                "9223372036854775808",
                "9007199254740992TiB",
                "99999999999999999999"
            })
    void refusesWhatTheRuntimeRefuses(String text) {
        assertThatThrownBy(() -> GoMemLimit.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"" + text + "\"")
                .hasMessageContaining("MiB");
    }
}
