package dev.headroom.bench.accuracy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.headroom.bench.Report;
import dev.headroom.runtime.SystemClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** {@code bench/results/accuracy.json}: the goals, what stands behind them, and every evaluation ever made. */
final class AccuracyReport {

    static final Path FILE = Path.of("bench/results/accuracy.json");

    /** Why goals were not reached, by id; written by people. */
    static final Path REASONS = Path.of("bench/results/accuracy-reasons.json");

    private static final ObjectMapper JSON = new ObjectMapper();

    private final SystemClock clock;

    AccuracyReport(SystemClock clock) {
        this.clock = clock;
    }

    /** @param modelCommit the one that the seeds were derived from */
    void write(Path root, Evaluation evaluation, String modelCommit, ObjectNode figures, ObjectNode details)
            throws IOException {
        HeadlineFigures.of(evaluation).forEach(figures::put);
        details.setAll(DetailsJson.of(evaluation));
        details.set("mismatches", MismatchJson.of(MismatchFixtures.all()));
        ObjectNode made = details.putObject("evaluation");
        made.put("date", clock.instant().toString());
        made.put("commit", Report.commitOfCleanTree());
        made.put("modelCommit", modelCommit);
        ArrayNode changed = made.putArray("modelFilesChangedSince");
        Git.modelFilesChangedSince(modelCommit).forEach(changed::add);
        made.put("firstSeed", Seeds.of(modelCommit).first());
        made.put("instants", evaluation.widths().instants().size());
        ArrayNode evaluations = details.putArray("evaluations");
        earlier(root.resolve(FILE)).forEach(evaluations::add);
        ObjectNode listed = made.deepCopy();
        listed.set("figures", figures.deepCopy());
        evaluations.add(listed);
        details.set("reasons", reasons(root));
        new Report(clock).write(root.resolve(FILE), "./headroom bench accuracy", AccuracyGoals.ALL, figures, details);
    }

    /** Puts the reasons as they are now into a report that is there. */
    static ObjectNode withReasons(Path root) throws IOException {
        if (!(JSON.readTree(root.resolve(FILE).toFile()) instanceof ObjectNode report)
                || !(report.path("details") instanceof ObjectNode details)) {
            throw new IOException(FILE + " holds no report");
        }
        details.set("reasons", reasons(root));
        Files.writeString(
                root.resolve(FILE), JSON.writerWithDefaultPrettyPrinter().writeValueAsString(report) + "\n");
        return report;
    }

    private static JsonNode reasons(Path root) throws IOException {
        Path file = root.resolve(REASONS);
        return Files.exists(file) ? JSON.readTree(file.toFile()) : JSON.createObjectNode();
    }

    private static JsonNode earlier(Path file) throws IOException {
        return Files.exists(file)
                ? JSON.readTree(file.toFile()).path("details").path("evaluations")
                : JSON.createArrayNode();
    }
}
