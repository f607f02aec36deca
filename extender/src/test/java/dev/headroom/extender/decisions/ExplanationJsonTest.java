package dev.headroom.extender.decisions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.headroom.api.Contribution.Quantity;
import dev.headroom.api.Contribution.Unit;
import dev.headroom.api.ForecastSource;
import dev.headroom.extender.decisions.NodeFacts.PluginFacts;
import dev.headroom.extender.decisions.NodeFacts.Refusal;
import dev.headroom.runtime.Mode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The shape that the page, the terminal and the ring on disk rely on. */
class ExplanationJsonTest {

    @Test
    void the_json_has_the_shape_of_the_example() throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        try (InputStream example = getClass().getResourceAsStream("/decisions/explain-answer.json")) {
            assertThat(mapper.readTree(ExplanationJson.write(answer())).toPrettyString())
                    .isEqualTo(mapper.readTree(Objects.requireNonNull(example)).toPrettyString());
        }
    }

    @Test
    void what_is_read_again_is_equal() throws IOException {
        assertThat(ExplanationJson.read(ExplanationJson.write(answer()), ExplainAnswer.class))
                .isEqualTo(answer());
    }

    @Test
    void keys_of_a_newer_version_are_passed_over() throws IOException {
        byte[] newer = "{\"explanation\":null,\"whyHere\":\"x\",\"new\":{\"a\":[1]}}".getBytes(StandardCharsets.UTF_8);
        assertThat(ExplanationJson.read(newer, ExplainAnswer.class).whyHere()).isEqualTo("x");
    }

    @Test
    void null_and_torn_json_are_refused() {
        assertThatThrownBy(() -> ExplanationJson.read("null".getBytes(StandardCharsets.UTF_8), ExplainAnswer.class))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> ExplanationJson.read("{\"a".getBytes(StandardCharsets.UTF_8), ExplainAnswer.class))
                .isInstanceOf(IOException.class);
    }

    private static ExplainAnswer answer() {
        NodeFacts chosen = new NodeFacts(
                "node-a",
                1,
                81.25,
                8,
                null,
                List.of(new PluginFacts("Free", 2, 81.25, 81.25, false, quantities(3_221_225_472.0), 0.9, 4_000L)));
        NodeFacts refused = new NodeFacts(
                "node-b",
                null,
                null,
                null,
                new Refusal("NodeMemoryForecast", "no room", true, false),
                List.of(new PluginFacts("Free", 2, null, null, true, quantities(-1_073_741_824.0), null, null)));
        Explanation explanation = new Explanation(
                new Explanation.Pod("0d6f", "shop", "api-1", "shop/Deployment/api", 100),
                new Explanation.Forecast(1_073_741_824, 67_108_864, 0.9, 4_000L, ForecastSource.REPLICAS),
                "headroom",
                Mode.ENFORCE,
                1_800_000_000_000L,
                Outcome.BOUND,
                "node-a",
                2,
                new Explanation.Counts(4, 3, 1, 1, 2),
                SchedulerShare.at(14),
                List.of(chosen, refused),
                List.of(
                        new Explanation.OtherNode("node-c", 12.345678, null),
                        new Explanation.OtherNode("node-d", null, "NodeMemoryForecast")),
                new Explanation.Preemption(1_800_000_000_500L, 2, 1, List.of("node-b")),
                List.of("A note."));
        return ExplainAnswer.of(explanation, "node-b");
    }

    private static List<Quantity> quantities(double free) {
        return List.of(new Quantity("free", free, Unit.BYTES), new Quantity("share", 18.75, Unit.PERCENT));
    }
}
