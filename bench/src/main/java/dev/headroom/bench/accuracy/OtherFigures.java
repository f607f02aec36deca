package dev.headroom.bench.accuracy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.headroom.bench.feedback.FeedbackBench;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Figures of the same goals that are measured elsewhere. */
final class OtherFigures {

    private static final List<String> END_TO_END = List.of("e2e.woken_s", "e2e.sampled_bound_s");

    private static final int COST_CONTAINERS = 20_000;

    private OtherFigures() {}

    /** Simulated around the real state and plugins; some seconds. */
    static void feedback(long seed, ObjectNode figures, ObjectNode details) {
        FeedbackBench.Measured measured = FeedbackBench.run(seed);
        measured.figures().forEach(figures::put);
        ObjectNode behind = details.putObject("feedback");
        behind.put("seed", seed);
        measured.details().forEach(behind::put);
    }

    /** Of 20,000 containers in the real state; some minutes. */
    static void cost(ObjectNode figures, ObjectNode details) {
        Cost.Figures cost = Cost.measure(COST_CONTAINERS);
        figures.put("cost.updates_per_core_s", cost.updatesPerCoreSecond());
        figures.put("cost.bytes_per_container", cost.bytesPerContainer());
        ObjectNode behind = details.putObject("cost");
        behind.put("containers", cost.containers());
        behind.put("modelUpdatesPerCoreSecond", cost.modelUpdatesPerCoreSecond());
    }

    /** From {@code e2e/target/figures.json}, which {@code headroom verify} writes, if it was of this commit. */
    static void endToEnd(Path root, String commit, ObjectNode figures, ObjectNode details) throws IOException {
        Path file = root.resolve("e2e/target/figures.json");
        JsonNode measured =
                Files.exists(file) ? new ObjectMapper().readTree(file.toFile()) : new ObjectMapper().createObjectNode();
        String of = measured.path("commit").asText();
        details.put("endToEndFiguresOfCommit", of.isEmpty() ? null : of);
        if (of.equals(commit)) {
            END_TO_END.stream()
                    .filter(id -> measured.path(id).isNumber())
                    .forEach(id -> figures.set(id, measured.get(id)));
        }
    }
}
