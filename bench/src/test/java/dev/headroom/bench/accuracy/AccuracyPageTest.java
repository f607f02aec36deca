package dev.headroom.bench.accuracy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AccuracyPageTest {

    private static final String REPORT = """
            {"commit": "aaaaaaaaaaaaaaa", "date": "2026-01-02T03:04:05Z", "machine": "2 cores",
             "goals": [
              {"id": "runs", "goal": ">= 30", "measured": 1, "unit": "programs", "met": false},
              {"id": "moving.skill", "goal": ">= 0.5", "measured": 0.25, "unit": "1 - ratio", "met": false},
              {"id": "efb.mean_slack", "goal": "<= 0.15", "measured": null, "unit": "share", "met": false},
              {"id": "steady.p50_error_median", "goal": "<= 0.05", "measured": 0.0123, "unit": "share", "met": true},
              {"id": "node8.ablation_skill", "goal": null, "measured": 0.1, "unit": "1 - ratio", "met": null}]}
            """;

    private static ObjectNode report() throws JsonProcessingException {
        ObjectNode report = (ObjectNode) new ObjectMapper().readTree(REPORT);
        Evaluation evaluation = new Evaluation(
                Window.STANDARD,
                List.of(Synthetic.watched("flat-7", Map.of(Method.HEADROOM, 1.02), 100, 101)),
                List.of(),
                List.of());
        ObjectNode details = DetailsJson.of(evaluation);
        details.set("mismatches", MismatchJson.of(MismatchFixtures.all()));
        details.putObject("reasons").put("moving.skill", "Bursts of programs that tell nothing come unannounced.");
        details.putObject("evaluation")
                .put("commit", "aaaaaaaaaaaaaaa")
                .put("modelCommit", "bbbbbbbbbbbbbbb")
                .put("firstSeed", 42)
                .putArray("modelFilesChangedSince")
                .add("X.java");
        details.withArray("evaluations")
                .addObject()
                .put("commit", "cccccccccccccc")
                .put("date", "2026-01-01T03:04:05Z")
                .putObject("figures")
                .put("p95.coverage", 0.9444);
        report.set("details", details);
        return report;
    }

    @Test
    void everyGoalStandsThereWithItsReasonIfItWasNotReached() throws JsonProcessingException {
        String page = AccuracyPage.of(report());
        assertThat(page)
                .contains("| `moving.skill` | >= 0.5 | 0.2500 | 1 - ratio | **no** |")
                .contains("| `steady.p50_error_median` | <= 0.05 | 0.0123 | share | yes |")
                .contains("| `efb.mean_slack` | <= 0.15 | not measured | share | **no** |")
                .contains("| `node8.ablation_skill` | as measured | 0.1000 | 1 - ratio |  |")
                .contains("- `moving.skill`: Bursts of programs that tell nothing come unannounced.\n")
                .contains("- `efb.mean_slack`: It was not measured.\n")
                .contains("- `runs`: Its cause is not known.\n");
    }

    @Test
    void programsMethodsEvaluationsAndMismatchesHaveTheirRows() throws JsonProcessingException {
        assertThat(AccuracyPage.of(report()))
                .contains("| flat-7 | steady | 2 | 0.020 | 2.000 |")
                .contains("![flat-7](images/accuracy/flat-7.svg)")
                .contains("| Headroom | 0.0200 | 0.0200 | – | 1.000 | 1.020 |")
                .contains("changed after the seeds were derived: `X.java`")
                .contains("| 2026-01-01 03:04 | `cccccccccc` |")
                .contains("0.944")
                .contains("| 128Mi/512Mi at 400Mi |")
                .contains("oom kill");
    }
}
