package dev.headroom.extender.verbs;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonBytesTest {

    @Test
    void growsAtEveryByteAndStartsAfresh() {
        JsonBytes out = new JsonBytes();
        for (int lead : new int[] {0, 1, 7, 32 << 10, (32 << 10) + 1, (2 << 20) + 3}) {
            for (int i = 0; i < lead; i++) {
                out.sign('x');
            }
            byte[] answer =
                    out.raw("ab".getBytes(US_ASCII)).number(7).number(-12).take();
            assertThat(answer).hasSize(lead + 6).endsWith("ab7-12".getBytes(US_ASCII));
            assertThat(out.sign('x').start().take()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 9, 10, 99, 100, 1234567890, Long.MAX_VALUE, -1, Long.MIN_VALUE})
    void writesNumbersInDecimal(long value) {
        assertThat(new JsonBytes().number(value).take())
                .isEqualTo(Long.toString(value).getBytes(US_ASCII));
    }

    @Test
    void quotesWhatJsonDoesNotAllowInAString() {
        assertThat(JsonBytes.quoted("a\"b\\c\né\u2028😀"))
                .isEqualTo("\"a\\\"b\\\\c\\u000a\\u00e9\\u2028\\ud83d\\ude00\"".getBytes(US_ASCII));
    }
}
