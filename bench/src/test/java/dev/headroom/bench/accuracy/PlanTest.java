package dev.headroom.bench.accuracy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PlanTest {

    private static final String GOOD = """
            {"kind":"kill-leak","class":"killed","seed":101,"env":{"GOGC":"50"},"memoryLimitBytes":134217728,
             "cpuLimitMillis":500,"qosClass":"Guaranteed","metrics":"otel","expectsKill":true,"steadyHint":false}
            """;

    @Test
    void readsWhatTheLabPrints() throws IOException {
        Plan plan = parse(GOOD);
        assertThat(plan)
                .isEqualTo(new Plan(
                        "kill-leak", "killed", 101, Map.of("GOGC", "50"), 128L << 20, 500, "Guaranteed", "otel"));
        assertThat(plan.expectsKill()).isTrue();
    }

    static Stream<Arguments> broken() {
        return Stream.of(
                Arguments.of(
                        "a plan without a kind names the field", "\"kind\":\"kill-leak\",", "", "lacks the field kind"),
                Arguments.of("an unknown class names those allowed", "\"killed\"", "\"odd\"", "steady"),
                Arguments.of(
                        "a limit under which nothing starts is refused", "134217728", "1024", "memoryLimitBytes 1024"),
                Arguments.of("a CPU limit of nothing is refused", "500", "0", "cpuLimitMillis 0"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("broken")
    void aBrokenPlanSaysWhatIsWrong(String sentence, String part, String instead, String says) {
        assertThatThrownBy(() -> parse(GOOD.replace(part, instead)))
                .as(sentence)
                .isInstanceOf(IOException.class)
                .hasMessageContaining(says);
    }

    private static Plan parse(String json) throws IOException {
        return Plan.parse(new ObjectMapper().readTree(json));
    }
}
