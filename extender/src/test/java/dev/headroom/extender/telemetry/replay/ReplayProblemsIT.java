package dev.headroom.extender.telemetry.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headroom.extender.telemetry.names.NameTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayProblemsIT {

    private static final String TWO = "[{\"name\": \"a\"}, {\"name\": \"b\"}]";

    @TempDir
    private Path folder;

    @Test
    @DisplayName("what is wrong with a recording is said with the file and what is allowed")
    void bad() throws IOException {
        assertThatThrownBy(this::replayed)
                .isInstanceOf(RecordingException.class)
                .hasMessageContaining("targets.json does not exist, allowed is");
        recording().targets(TWO);
        assertThatThrownBy(this::replayed).hasMessageContaining("scrapes is no folder, allowed is");
        Files.createDirectories(folder.resolve("scrapes/a"));
        Path seconds = Files.writeString(folder.resolve("scrapes/a/1795560000.prom"), "");
        assertThatThrownBy(this::replayed)
                .hasMessageContaining("1795560000.prom is no recorded scrape, allowed is UNIX_MS.prom");
        Files.delete(seconds);
        Files.writeString(folder.resolve("scrapes/a/README.md"), "");
        assertThat(replayed()).isEmpty();
        recording().targets("[\"http://127.0.0.1:1/\"]");
        assertThatThrownBy(this::replayed).hasMessageContaining("has the plain URL http://127.0.0.1:1/, allowed");
    }

    private RecordingFolder recording() {
        return new RecordingFolder(folder);
    }

    private List<String> replayed() throws IOException {
        ToldEvents told = new ToldEvents();
        Replay.open(folder, NameTable.ofProcesses()).run(told);
        return told.events();
    }
}
