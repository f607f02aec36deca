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
import dev.headroom.priorities.Balance.Args;
import dev.headroom.testkit.NodeBuilder;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Nodes have 4 CPUs and 1000 MiB, of which 850 may be filled. */
class BalanceTest {

    private final Plugin plugin = Balance.FACTORY.create(Balance.FACTORY.defaults());
    private final PodInfo pod = aPod().forecast("85Mi", "0").needingCpu(400, 0).build();

    @Test
    void the_nearer_the_used_shares_are_the_more_a_node_scores() {
        // with the pod: memory 85/850 = 10 % and CPU 400/4000 = 10 %; 40 % and 10 %; 10 % and 60 %
        assertThatPlugin(plugin)
                .on(
                        node("even").build(),
                        node("memory")
                                .running(
                                        aPod().named("a").forecast("255Mi", "0").build())
                                .build(),
                        node("cpu")
                                .running(aPod().named("b").needingCpu(1500, 500).build())
                                .build())
                .with(pod)
                .scores(100, 70, 50);
    }

    @Test
    void unresolved_pods_count_and_an_overfull_node_is_full() {
        // 10 % + 40 % of memory, 10 % + 20 % of CPU; memory held at 100 %, CPU 10 %
        assertThatPlugin(plugin)
                .on(
                        node("charged")
                                .chargedWith(aPod().named("a")
                                        .forecast("340Mi", "0")
                                        .requesting(800, "0")
                                        .build())
                                .build(),
                        node("overfull")
                                .running(aPod().named("b")
                                        .forecast("9000Mi", "0")
                                        .build())
                                .build())
                .with(pod)
                .scores(80, 10);
    }

    @Test
    void the_share_of_memory_is_that_of_the_correction() {
        // 85/(0.85 · 500) = 20 %, CPU 10 %
        assertThatPlugin(plugin)
                .on(node("a").correctedTo("500Mi").build())
                .with(pod)
                .scores(90);
    }

    @Test
    void a_node_that_reports_nothing_scores_the_mean_of_the_others() {
        assertThatPlugin(plugin)
                .on(
                        aNode().named("silent").allocatable(0, "1000Mi").build(),
                        aNode().named("empty").allocatable(4000, "0").build(),
                        node("even").build(),
                        node("memory")
                                .running(
                                        aPod().named("a").forecast("255Mi", "0").build())
                                .build())
                .with(pod)
                .scores(85, 85, 100, 70);
    }

    @Test
    void there_is_no_opinion_on_a_pod_of_which_nothing_is_known() {
        assertThat(((PreScorePlugin) plugin)
                        .preScore(
                                new CycleState(),
                                aPod().build(),
                                List.of(node("a").build())))
                .isInstanceOf(Verdict.Skipped.class);
    }

    @Test
    void both_shares_are_explained() {
        assertThatPlugin(plugin)
                .on(node("a")
                        .running(aPod().named("a").forecast("340Mi", "0").build())
                        .build())
                .with(pod)
                .explains("memory used with pod", 50)
                .explains("CPU used with pod", 10);
    }

    @Test
    void bad_arguments_are_named() {
        assertThat(Balance.FACTORY.validate(Balance.FACTORY.defaults())).isEmpty();
        assertThat(Balance.FACTORY.validate(new Args(0.4)))
                .extracting(problem -> problem.path())
                .containsExactly("sensitivity");
    }

    private static NodeBuilder node(String name) {
        return aNode().named(name).allocatable("1000Mi");
    }
}
