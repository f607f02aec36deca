package dev.headroom.extender.decisions;

import static dev.headroom.testkit.NodeBuilder.aNode;
import static dev.headroom.testkit.PodBuilder.aPod;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.api.ForecastSource;
import dev.headroom.api.MemoryForecast;
import dev.headroom.api.NodeInfo;
import dev.headroom.api.PodInfo;
import dev.headroom.runtime.Mode;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said of a node that a filter objects to is what the verb did, or would do, with this very pod. */
class RefusalExplanationTest {

    /** 17 pods of 1 GiB are more than 0.85 · 16 GiB; without the 16 that run there the pod fits. */
    private static final List<NodeInfo> NODES = List.of(
            aNode().named("full")
                    .inSlot(0)
                    .running(16, aPod().withPriority(-10).forecast("1Gi", "64Mi"))
                    .build(),
            aNode().named("one").inSlot(1).build(),
            aNode().named("two").inSlot(2).build());

    @ParameterizedTest
    @CsvSource({
        "SCORE,   MEASURED, true,  full has room only if pods of lower priority go., false, 0",
        "SCORE,   MEASURED, false, full would be refused in mode enforce.,           false, 0",
        "SCORE,   SPEC,     false, full passes in every mode,                        false, 0",
        "ENFORCE, MEASURED, true,  full has room only if pods of lower priority go., false, 0",
        "ENFORCE, MEASURED, false, full was refused.,                                true,  1",
        "ENFORCE, SPEC,     false, full passes in every mode,                        false, 0"
    })
    void a_node_that_a_filter_objects_to(
            Mode mode, ForecastSource source, boolean preempts, String sentence, boolean enforced, int refused) {
        ManualClock clock = new ManualClock();
        DecisionLog log = new DecisionLog(null, 0, 10, clock, new SimpleMeterRegistry());
        DecisionFixture fixture = new DecisionFixture(mode);
        PodInfo pod = aPod().named("a")
                .forecast(new MemoryForecast(1 << 30, 1 << 26, 0.3, 0, source))
                .build();
        log.accept(fixture.filtered(pod, NODES, clock.millis(), preempts));
        log.accept(fixture.prioritized(pod, enforced ? NODES.subList(1, 3) : NODES, clock.millis()));
        log.bound(pod.uid(), "one");
        var asked = log.explain("default/a", "full");
        log.drain();

        ExplainAnswer answer = asked.join().orElseThrow();
        assertThat(answer.whyNot()).startsWith(sentence);
        NodeFacts.Refusal refusal = Objects.requireNonNull(
                answer.explanation().node("full").orElseThrow().refusal());
        assertThat(refusal.removalHelps()).isEqualTo(preempts);
        assertThat(refusal.enforced()).isEqualTo(enforced);
        assertThat(answer.explanation().counts().refused()).isEqualTo(refused);
    }
}
