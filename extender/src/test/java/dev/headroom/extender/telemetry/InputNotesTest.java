package dev.headroom.extender.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class InputNotesTest {

    private static final long NOW = 1_000_000;

    @Test
    @DisplayName("what came within three intervals is matched, what is gone counts no more, the last failure stays")
    void notes() {
        InputNotes notes = new InputNotes("scrape", 5_000);
        assertThat(notes.health(NOW, List.of())).isEqualTo(new InputHealth("scrape", 0, 0, 0, 5_000, null, List.of()));
        notes.wanted(4);
        notes.measured("a", NOW - 15_000);
        notes.measured("b", NOW - 15_001);
        notes.measured("c", NOW - 1_000);
        notes.gone("c");
        notes.failed(NOW - 9, "http://d/metrics", "did not answer in time");
        notes.failed(NOW - 8, "http://e/metrics", "answered with status 500");
        assertThat(notes.health(NOW, List.of("a note")))
                .isEqualTo(new InputHealth(
                        "scrape",
                        4,
                        1,
                        NOW - 15_000,
                        5_000,
                        new InputHealth.Failure(NOW - 8, "http://e/metrics", "answered with status 500"),
                        List.of("a note")));
    }
}
