package dev.headroom.extender.telemetry.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.extender.telemetry.names.NameTable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayIT {

    private static final String TWO = "[{\"name\": \"a\"}, {\"name\": \"b\"}]";
    private static final String WITH_KUBELET = """
            [{"name": "a", "namespace": "shop", "pod": "a-1", "container": "app"},
             {"name": "b", "namespace": "shop", "pod": "b-1", "container": "app"},
             {"name": "cadvisor", "kind": "cadvisor"}]
            """;

    @TempDir
    private Path folder;

    @Test
    @DisplayName("scrapes of all targets come in the order of time, whatever the order of the targets")
    void order() throws IOException {
        recording()
                .targets(TWO)
                .resident("b", 0.5, 20)
                .resident("a", 0, 10)
                .resident("a", 5, 11)
                .resident("b", 5.5, 21);
        assertThat(replayed())
                .containsExactly(
                        "0.0 appeared a",
                        "0.0 a RESIDENT=10",
                        "0.0 instant a",
                        "0.5 appeared b",
                        "0.5 b RESIDENT=20",
                        "0.5 instant b",
                        "5.0 a RESIDENT=11",
                        "5.0 instant a",
                        "5.5 b RESIDENT=21",
                        "5.5 instant b");
    }

    @Test
    @DisplayName("an empty file, one without a known metric and one that is no text are failed scrapes")
    void failed() throws IOException {
        recording()
                .targets(TWO)
                .scrape("a", 0, "")
                .scrape("a", 5, "<html>502</html>")
                .scrape("a", 10, "go_gorou");
        assertThat(replayed())
                .containsExactly(
                        "0.0 appeared a",
                        "0.0 missed a",
                        "0.0 instant a",
                        "5.0 missed a",
                        "5.0 instant a",
                        "10.0 missed a",
                        "10.0 instant a");
    }

    @Test
    @DisplayName("a file that is missing is a failed scrape once others go on 1.5 intervals after the last")
    void gap() throws IOException {
        RecordingFolder recording = recording().targets(TWO);
        for (int i = 0; i <= 8; i++) {
            recording.resident("b", 5 * i + 1, 20);
            // None at 15 and 20: overdue from 10 + 7.5 = 17.5 on, seen at 21; the next, at 22.5, is seen at 25, too
            // late.
            if (i != 3 && i != 4) {
                recording.resident("a", 5 * i, 10);
            }
        }
        assertThat(replayed().stream().filter(event -> event.contains("missed")))
                .containsExactly("21.0 missed a");
        assertThat(replayed()).containsSubsequence("21.0 missed a", "21.0 instant a", "21.0 b RESIDENT=20");
    }

    @Test
    @DisplayName("after a target's last file scrapes count as failed for 60 s, then it is gone")
    void silentEnd() throws IOException {
        RecordingFolder recording = recording().targets(TWO);
        for (int i = 0; i <= 20; i++) {
            recording.resident("b", 5 * i + 1, 20);
            if (i <= 2) {
                recording.resident("a", 5 * i, 10);
            }
        }
        List<String> events = replayed();
        // The last at 10: overdue at 17.5, then every 5 s until 70, each seen when b goes on: 21, 26, … 66.
        assertThat(events.stream().filter(event -> event.contains("missed")).toList())
                .startsWith("21.0 missed a", "26.0 missed a")
                .endsWith("66.0 missed a")
                .hasSize(10);
        assertThat(events.stream().filter(event -> event.contains("gone"))).containsExactly("71.0 gone a");
    }

    @Test
    @DisplayName("with a kubelet a target whose rows end with its scrapes just ended: nothing failed")
    void ended() throws IOException {
        RecordingFolder recording = recording().targets(WITH_KUBELET);
        for (int i = 0; i <= 10; i++) {
            recording.resident("b", 5 * i + 1, 20).kubelet(5 * i + 2, i <= 3 ? "a-1" : "b-1", 100);
            if (i <= 3) {
                recording.resident("a", 5 * i, 10);
            }
        }
        assertThat(replayed()).noneMatch(event -> event.contains("missed")).contains("26.0 gone a");
    }

    @Test
    @DisplayName("a target that no longer answers while the kubelet still measures it is told as failing")
    void stalled() throws IOException {
        RecordingFolder recording = recording().targets(WITH_KUBELET);
        for (int i = 0; i <= 10; i++) {
            recording.resident("b", 5 * i + 1, 20).kubelet(5 * i + 2, "a-1", 100 + i);
            if (i <= 3) {
                recording.resident("a", 5 * i, 10);
            }
        }
        // The last at 15: overdue after 22.5, seen at 26; then at each scrape of another after 27.5, 32.5 and so on.
        assertThat(replayed().stream().filter(event -> event.contains("missed")))
                .contains("26.0 missed a")
                .hasSizeGreaterThan(3)
                .allMatch(event -> event.endsWith("missed a"));
        assertThat(replayed()).noneMatch(event -> event.contains("gone"));
    }

    @Test
    @DisplayName(
            "the kubelet's rows of the same instant are known before the scrape, and before the first they are all")
    void kubelet() throws IOException {
        recording()
                .targets(WITH_KUBELET)
                .kubelet(0, "a-1", 100)
                .kubelet(5, "a-1", 101)
                .resident("a", 5, 10)
                .kubelet(10, "a-1", 102)
                .kubelet(12, "nobody", 9);
        assertThat(replayed())
                .containsExactly(
                        "0.0 appeared a",
                        "0.0 a WORKING_SET=100",
                        "0.0 instant a",
                        "5.0 a WORKING_SET=101",
                        "5.0 instant a",
                        "5.0 a RESIDENT=10",
                        "5.0 instant a",
                        "10.0 a WORKING_SET=102");
    }

    @Test
    @DisplayName("the pod's row stands for its only container, and not for one of two")
    void podRow() throws IOException {
        recording()
                .targets("""
                        [{"name": "one", "namespace": "shop", "pod": "p", "container": "app"},
                         {"name": "x", "namespace": "shop", "pod": "q", "container": "x"},
                         {"name": "y", "namespace": "shop", "pod": "q", "container": "y"},
                         {"name": "cadvisor", "kind": "cadvisor"}]
                        """)
                .scrape(
                        "cadvisor",
                        0,
                        "container_memory_rss{namespace=\"shop\",pod=\"p\"} 5\n"
                                + "container_memory_rss{namespace=\"shop\",pod=\"q\"} 6\n");
        assertThat(replayed()).contains("0.0 one ANON=5").noneMatch(event -> event.contains("ANON=6"));
    }

    @Test
    @DisplayName("a container that was killed and waits for its restart does not fail to answer")
    void restarts() throws IOException {
        RecordingFolder recording = recording().targets(WITH_KUBELET);
        for (int i = 0; i <= 20; i++) {
            boolean dead = i > 5 && i < 15;
            recording.resident("b", 5 * i + 1, 20).kubelet(5 * i + 2, dead ? "b-1" : "a-1", 100);
            if (!dead) {
                recording.resident("a", 5 * i, 10);
            }
        }
        assertThat(replayed())
                .contains("75.0 a RESIDENT=10")
                .noneMatch(event -> event.contains("missed") || event.contains("gone"));
    }

    @Test
    @DisplayName("where nothing at all was recorded for a while, no target failed")
    void pause() throws IOException {
        RecordingFolder recording = recording().targets(TWO);
        for (int i = 0; i <= 8; i++) {
            double second = 5 * i + (i < 4 ? 0 : 100);
            recording.resident("a", second, 10).resident("b", second + 1, 20);
        }
        assertThat(replayed()).noneMatch(event -> event.contains("missed"));
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
