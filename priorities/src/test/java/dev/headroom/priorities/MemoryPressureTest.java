package dev.headroom.priorities;

import static dev.headroom.testkit.NodeBuilder.aNode;
import static dev.headroom.testkit.PluginAssert.assertThatPlugin;
import static dev.headroom.testkit.PodBuilder.aPod;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.api.CycleState;
import dev.headroom.api.Plugin;
import dev.headroom.api.PodInfo;
import dev.headroom.api.PreScorePlugin;
import dev.headroom.api.Verdict;
import dev.headroom.priorities.MemoryPressure.Args;
import dev.headroom.testkit.NodeBuilder;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Pods can have 1000 MiB, so the threshold is 850. */
class MemoryPressureTest {

    private final Plugin plugin = MemoryPressure.FACTORY.create(MemoryPressure.FACTORY.defaults());
    private final PodInfo pod = aPod().build();

    @Test
    void the_more_pods_wait_for_memory_the_less_a_node_scores() {
        // 1 − 0/0.1, 1 − 0.025/0.1, 1 − 0.1/0.1, 1 − 0.5/0.1 held at 0
        assertThatPlugin(plugin)
                .on(
                        node("calm").underPressure(0).build(),
                        node("some").underPressure(0.025).build(),
                        node("stalled").underPressure(0.1).build(),
                        node("worse").underPressure(0.5).build())
                .with(pod)
                .scores(100, 75, 0, 0);
    }

    @Test
    void without_the_kernels_word_the_used_share_of_the_threshold_counts() {
        // 425/850 = 0.5 is calm; 722.5/850 = 0.85: (1 − 0.85)/(1 − 0.7) = 0.5; 850/850: 0
        assertThatPlugin(plugin)
                .on(
                        node("calm").podsUsing("425Mi").build(),
                        node("filling").podsUsing("739840Ki").build(),
                        node("full").podsUsing("850Mi").build(),
                        node("beyond").podsUsing("990Mi").build())
                .with(pod)
                .scores(100, 50, 0, 0);
    }

    @Test
    void the_kernels_word_comes_first() {
        assertThatPlugin(plugin)
                .on(node("a").underPressure(0).podsUsing("850Mi").build())
                .with(pod)
                .scores(100);
    }

    @Test
    void the_threshold_is_that_of_the_correction() {
        // 0.85 · 800 = 680: 578/680 = 0.85
        assertThatPlugin(plugin)
                .on(node("a").correctedTo("800Mi").podsUsing("578Mi").build())
                .with(pod)
                .scores(50);
    }

    @Test
    void a_node_that_was_not_measured_scores_the_mean_of_the_others() {
        assertThatPlugin(plugin)
                .on(
                        node("silent").build(),
                        node("calm").underPressure(0).build(),
                        node("some").underPressure(0.05).build())
                .with(pod)
                .scores(75, 100, 50);
    }

    @Test
    void with_nothing_measured_there_is_no_opinion() {
        assertThat(((PreScorePlugin) plugin)
                        .preScore(
                                new CycleState(),
                                pod,
                                List.of(node("a").build(), node("b").build())))
                .isInstanceOf(Verdict.Skipped.class);
    }

    @Test
    void what_is_known_is_explained_and_nothing_else() {
        assertThatPlugin(plugin)
                .on(node("a").underPressure(0.02).podsUsing("425Mi").build())
                .with(pod)
                .explains("waiting for memory", 2)
                .explains("used of threshold", 50);
        assertThat(((MemoryPressure) plugin)
                        .explain(new CycleState(), pod, node("a").build())
                        .quantities())
                .isEmpty();
    }

    @Test
    void arguments_change_the_score_and_bad_ones_are_named() {
        Plugin strict = MemoryPressure.FACTORY.create(new Args(0.05, 0.5, 1));
        // 1 − 0.025/0.05; 750/1000: (1 − 0.75)/(1 − 0.5)
        assertThatPlugin(strict)
                .on(
                        node("a").underPressure(0.025).build(),
                        node("b").podsUsing("750Mi").build())
                .with(pod)
                .scores(50, 50);
        assertThat(MemoryPressure.FACTORY.validate(MemoryPressure.FACTORY.defaults()))
                .isEmpty();
        assertThat(MemoryPressure.FACTORY.validate(new Args(0, 1, Double.NaN)))
                .extracting(problem -> problem.path())
                .containsExactly("stall", "calm", "sensitivity");
    }

    private static NodeBuilder node(String name) {
        return aNode().named(name).allocatable("1000Mi");
    }
}
