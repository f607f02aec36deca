package dev.headroom.extender.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class NameIndexTest {

    @Test
    @DisplayName("an empty index finds nothing, not even the empty name")
    void empty() {
        assertThat(NameIndex.EMPTY.slotOf("a")).isEqualTo(-1);
        assertThat(NameIndex.EMPTY.slotOf("")).isEqualTo(-1);
    }

    @Test
    @DisplayName("every one of 15,000 names is found within a larger text, and no other")
    void findsAll() {
        Map<String, Integer> slots = new HashMap<>();
        for (int i = 0; i < 15_000; i++) {
            slots.put("ip-10-0-" + i / 250 + "-" + i % 250 + ".ec2.internal", i);
        }
        NameIndex index = NameIndex.of(slots);
        slots.forEach((name, slot) -> {
            byte[] text = ("\"" + name + "\",").getBytes(StandardCharsets.UTF_8);
            assertThat(index.slotOf(text, 1, text.length - 2)).isEqualTo(slot);
            assertThat(index.slotOf(text, 0, text.length - 2)).isEqualTo(-1);
        });
    }

    @Test
    @DisplayName("names are compared by their UTF-8 bytes")
    void utf8() {
        NameIndex index = NameIndex.of(Map.of("knoten-ä", 7));
        assertThat(index.slotOf("knoten-ä")).isEqualTo(7);
        assertThat(index.slotOf("knoten-a")).isEqualTo(-1);
    }

    @Test
    @DisplayName("names with one hash are told apart: Aa and BB")
    void collisions() {
        NameIndex index = NameIndex.of(Map.of("Aa", 1, "BB", 2));
        assertThat(index.slotOf("Aa")).isEqualTo(1);
        assertThat(index.slotOf("BB")).isEqualTo(2);
        assertThat(NameIndex.of(Map.of("Aa", 1)).slotOf("BB")).isEqualTo(-1);
    }
}
