package dev.headroom.extender.verbs;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonCursorTest {

    private static final ObjectReader STRICT =
            new ObjectMapper().reader().with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    @Test
    void acceptsAndRefusesWhatJacksonAcceptsAndRefuses() throws Exception {
        RandomJson json = new RandomJson(11, RandomJson.PLAIN);
        int refused = 0;
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder(json.space() + json.value(4) + json.space());
            for (int changes = json.random.nextInt(3); changes > 0 && !text.isEmpty(); changes--) {
                int at = json.random.nextInt(text.length());
                switch (json.random.nextInt(3)) {
                    case 0 -> text.deleteCharAt(at);
                    case 1 ->
                        text.insert(
                                at,
                                json.pick("\"", "\\", "{", "}", "[", "]", ",", ":", "0", ".", "e", "-", "\u0001", "n"));
                    default -> text.setLength(at);
                }
            }
            boolean good = isJson(text.toString());
            refused += good ? 0 : 1;
            assertThat(accepts(text.toString().getBytes(UTF_8)))
                    .as("text %s", text)
                    .isEqualTo(good);
        }
        assertThat(refused).isBetween(2_000, 18_000);
    }

    @Test
    void understandsStringsAsJacksonDoes() throws Exception {
        RandomJson json = new RandomJson(12);
        JsonCursor cursor = new JsonCursor();
        for (int i = 0; i < 5_000; i++) {
            String quoted = json.quoted(json.word() + json.pick("", "\n", "\"", "\\", "\ud83d\ude00"));
            byte[] utf8 = quoted.getBytes(UTF_8);
            cursor.start(utf8, utf8.length);
            cursor.string();
            cursor.requireEnd();
            String expected = STRICT.readTree(quoted).textValue();
            assertThat(cursor.last().text("word", 1000)).isEqualTo(expected);
            assertThat(cursor.last().textBytes("word", 1000)).isEqualTo(expected.getBytes(UTF_8));
        }
    }

    @Test
    void halfOfASurrogatePairBecomesTheReplacementCharacterAsInGo() {
        JsonCursor cursor = new JsonCursor();
        byte[] json = "\"\\ud83d!\\ude00\\ud83d\\ud83d\\ude00\"".getBytes(UTF_8);
        cursor.start(json, json.length);
        cursor.string();

        assertThat(cursor.last().text("text", 100)).isEqualTo("\ufffd!\ufffd\ufffd\ud83d\ude00");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u0080", // a continuation byte alone
                "\u00c0\u00af", // '/' in two bytes
                "\u00c3", // ends too early
                "\u00e0\u0080\u00af", // '/' in three bytes
                "\u00ed\u00a0\u0080", // a surrogate
                "\u00f0\u0080\u0080\u00af", // '/' in four bytes
                "\u00f4\u0090\u0080\u0080", // beyond U+10FFFF
                "\u00f5\u0080\u0080\u0080", // no lead byte
                "\u00e2\u0082", // ends too early
                "\u00c3(" // no continuation byte
            })
    void refusesWhatIsNotUtf8(String latin1) {
        assertThat(accepts(("\"" + latin1 + "\"").getBytes(ISO_8859_1))).isFalse();
    }

    @Test
    void aStringLaterTextAndTheLengthEndTheBody() {
        byte[] longer = "{\"a\":1}}}}".getBytes(UTF_8);
        JsonCursor cursor = new JsonCursor();
        cursor.start(longer, 7);
        cursor.skip();
        cursor.requireEnd();

        cursor.start(longer, 6);
        assertThatThrownBy(cursor::skip)
                .isInstanceOf(BadRequestException.class)
                .hasMessage("body is not valid: ',' or '}' was expected at byte 6, found the end");
    }

    @Test
    void nestingIsLimited() {
        assertThat(accepts(("[".repeat(100) + "]".repeat(100)).getBytes(UTF_8))).isTrue();
        byte[] deep = ("{\"a\":".repeat(101) + "1" + "}".repeat(101)).getBytes(UTF_8);
        JsonCursor cursor = new JsonCursor();
        cursor.start(deep, deep.length);
        assertThatThrownBy(cursor::skip)
                .isInstanceOf(BadRequestException.class)
                .hasMessage("body is nested deeper than 100 levels, the most allowed, at byte 500");
    }

    private static boolean accepts(byte[] utf8) {
        JsonCursor cursor = new JsonCursor();
        cursor.start(utf8, utf8.length);
        try {
            cursor.skip();
            cursor.requireEnd();
            return true;
        } catch (BadRequestException e) {
            return false;
        }
    }

    private static boolean isJson(String text) throws Exception {
        try {
            return !STRICT.readTree(text.getBytes(UTF_8)).isMissingNode();
        } catch (JsonProcessingException e) {
            return false;
        }
    }
}
