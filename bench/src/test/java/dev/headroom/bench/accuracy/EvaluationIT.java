package dev.headroom.bench.accuracy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Recordings that nobody made, on the way that the service itself takes. */
class EvaluationIT {

    @TempDir
    private Path folder = Path.of("");

    private Evaluation evaluated(FakeRecording recording) throws IOException {
        return Evaluation.of(List.of(recording.done()), Window.STANDARD);
    }

    @Test
    void aProgramThatStaysIsForecastToStay() throws IOException {
        FakeRecording recording = new FakeRecording(folder);
        recording.add("flat", 0, 300, 512, second -> 100);
        recording.failed("flat", 101);
        Evaluation evaluation = evaluated(recording);
        Watched flat = evaluation.alone().getFirst();
        // Scrapes at 1, 6, … 296: those from 61 to 236 have a whole minute before second 300, (236 − 61) / 5 + 1 = 36.
        assertThat(flat.instants()).hasSize(36);
        assertThat(flat.moments().stream().filter(m -> !m.answered())).hasSize(1);
        assertThat(flat.isSteady()).isTrue();
        assertThat(flat.error(Method.HEADROOM)).isLessThan(0.05);
        assertThat(flat.error(Method.LAST)).isZero();
        assertThat(flat.error(Method.VPA)).isCloseTo(0.15, within(0.01));
        // Heap objects are 0.75 · (100 − 12) = 66 MiB, doubled by GOGC 100: 132 against 100.
        assertThat(flat.error(Method.RULE)).isCloseTo(0.32, within(1e-6));
        assertThat(evaluation.heapGoal().value()).isLessThan(0.05);
        // 0.1 of each CPU second goes to the collector.
        assertThat(evaluation.gcCpuPoints().value()).isLessThan(3);
        assertThat(evaluation.kills()).isEmpty();
        assertThat(evaluation.programHours()).isCloseTo(300 / 3600.0, within(1e-9));
    }

    @Test
    void aProgramThatGrowsUpToItsLimitIsForetoldToDie() throws IOException {
        FakeRecording recording = new FakeRecording(folder);
        ObjectNode dying = recording.add("dying", 0, 280, 330, second -> 50 + second);
        recording.killedAt(dying, 280);
        Evaluation evaluation = evaluated(recording);
        // 30 of 330 MiB between 60 and 30 s before.
        assertThat(evaluation.visibleKills())
                .singleElement()
                .satisfies(kill -> assertThat(kill.roseShare()).isCloseTo(30 / 330.0, within(0.01)));
        assertThat(evaluation.foretold()).isEqualTo(1);
        Map<String, Double> figures = HeadlineFigures.of(evaluation);
        assertThat(figures).containsEntry("runs", 1.0).containsEntry("runs.killed", 1.0);
        assertThat(figures).doesNotContainKeys("new_replica_error", "node8.peak_error");
        JsonNode row = DetailsJson.of(evaluation).path("programs").get(0);
        assertThat(row.path("kill").path("foretold").asBoolean()).isTrue();
        assertThat(row.path("is").asText()).isEqualTo("moving");
        assertThat(ProgramPlot.of(evaluation.alone().getFirst()))
                .contains("dying, MiB", "limit, OOM kill")
                .doesNotContain("NaN")
                .hasSizeLessThan(30_000);
    }

    @Test
    void replicasAndGroupsHaveFiguresOfTheirOwn() throws IOException {
        FakeRecording recording = new FakeRecording(folder);
        for (int i = 0; i < 2; i++) {
            ObjectNode replica = recording.add("r-" + i, i * 150, 200, 512, second -> 60 + Math.min(40, second));
            replica.put("owner", "lab/Deployment/r").put("replica", i + 1);
            recording.add("g-" + i, 0, 200, 512, second -> 100).put("group", "g");
        }
        Evaluation evaluation = evaluated(recording);
        assertThat(evaluation.alone()).isEmpty();
        // The second starts when the first is 150 s old, and needs what that needed.
        assertThat(evaluation.replicas()).singleElement().satisfies(replica -> {
            assertThat(replica.name()).isEqualTo("r-1");
            assertThat(replica.unborn()).isLessThan(0.10);
            // Before its first sample, and at 1, 6, … 56.
            assertThat(replica.forecasts()).isEqualTo(13);
        });
        // Two times 100 MiB; at an age of one to two minutes the model still takes a few percent more for possible.
        assertThat(evaluation.groupError(Method.HEADROOM).value()).isLessThan(0.10);
        assertThat(evaluation.groups().getFirst().instants(Window.STANDARD))
                .allSatisfy(instant -> assertThat(instant.truth()).isEqualTo(200 << 20));
    }

    @Test
    void programsOfOtherSeedsAreNoEvaluation() throws IOException {
        FakeRecording recording = new FakeRecording(folder);
        recording.add("flat", 0, 200, 512, second -> 100);
        Evaluation evaluation = evaluated(recording);
        assertThatThrownBy(() -> evaluation.requireSeedsOf(new Seeds(8)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("flat was drawn from the seed 7, allowed for an evaluation are 8 to 11");
        evaluation.requireSeedsOf(new Seeds(4));
    }
}
