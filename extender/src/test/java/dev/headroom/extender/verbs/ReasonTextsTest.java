package dev.headroom.extender.verbs;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReasonTextsTest {

    @Test
    void aTextIsPreparedOnce() {
        ReasonTexts texts = new ReasonTexts();

        assertThat(texts.quoted("full")).isSameAs(texts.quoted("full")).isEqualTo("\"full\"".getBytes(US_ASCII));
    }

    @Test
    void aPluginThatMakesNewTextsDoesNotFillTheMemory() {
        ReasonTexts texts = new ReasonTexts();
        byte[] first = texts.quoted("text 0");
        for (int i = 0; i < 257; i++) {
            texts.quoted("text " + i);
        }

        assertThat(texts.quoted("text 0")).isNotSameAs(first).isEqualTo(first);
    }
}
