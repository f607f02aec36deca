package dev.headroom.priorities;

import static dev.headroom.testkit.NodeBuilder.aNode;
import static dev.headroom.testkit.PluginAssert.assertThatPlugin;
import static dev.headroom.testkit.PodBuilder.aPod;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.headroom.api.CycleState;
import dev.headroom.api.NodeInfo;
import dev.headroom.api.Plugin;
import dev.headroom.api.PodInfo;
import dev.headroom.api.ScorePlugin;
import dev.headroom.priorities.GcHeadroom.Args;
import org.junit.jupiter.api.Test;

/** Nodes have 1000 MiB, so 850 may be filled, unless they say something else. */
class GcHeadroomTest {

    private final Plugin plugin = GcHeadroom.FACTORY.create(GcHeadroom.FACTORY.defaults());
    private final PodInfo pod = aPod().forecast("85Mi", "0").build();

    @Test
    void the_raw_score_is_the_share_of_headroom_that_is_left() {
        // (850 − 255 − 85)/850
        assertThat(raw(filled("a", "255Mi", "0"))).isCloseTo(0.6, within(1e-6));
        // (850 − 850 − 85)/850
        assertThat(raw(filled("a", "850Mi", "0"))).isCloseTo(-0.1, within(1e-6));
    }

    @Test
    void without_uncertainty_the_candidates_use_the_whole_scale() {
        // shares 0.9, 0.6, 0.4: (0.6 − 0.4)/(0.9 − 0.4) = 40 %
        assertThatPlugin(plugin)
                .on(filled("empty", "0", "0"), filled("half", "255Mi", "0"), filled("full", "425Mi", "0"))
                .with(pod)
                .scores(100, 40, 0);
    }

    @Test
    void a_difference_within_the_uncertainty_is_at_most_one_step_of_ten() {
        // deviations 42.5/850 = 5 %; means 10 MiB apart, 1.2 % of the node: 1.2 %/(10 · 5 %) = 2.4 points
        NodeInfo a = filled("a", "400Mi", "43520Ki");
        NodeInfo b = filled("b", "410Mi", "43520Ki");
        assertThatPlugin(plugin).on(a, b).with(pod).scores(100, 97.65);
        // one whole deviation apart: exactly one step
        NodeInfo c = filled("c", "453120Ki", "43520Ki");
        double[] scores = assertThatPlugin(plugin).on(a, c).with(pod).scores();
        assertThat(Math.abs(Steps.of(scores[0]) - Steps.of(scores[1]))).isLessThanOrEqualTo(1);
    }

    @Test
    void a_real_difference_runs_from_0_to_10() {
        // deviations 1 % of the node, means 650 MiB = 76 % apart
        double[] scores = assertThatPlugin(plugin)
                .on(filled("empty", "50Mi", "8Mi"), filled("full", "700Mi", "8Mi"))
                .with(pod)
                .scores();
        assertThat(Steps.of(scores[0])).isEqualTo(10);
        assertThat(Steps.of(scores[1])).isZero();
    }

    @Test
    void a_wide_guess_of_the_pod_itself_narrows_the_scale() {
        PodInfo guess = aPod().forecast("85Mi", "85Mi").build();
        // 10 % of every node: 10 · 10 % = the whole node is the scale; 0.9 against 0.4
        assertThatPlugin(plugin)
                .on(filled("empty", "0", "0"), filled("full", "425Mi", "0"))
                .with(guess)
                .scores(100, 50);
    }

    @Test
    void nodes_of_different_size_compare_by_share() {
        NodeInfo large = aNode().named("large")
                .allocatable("10000Mi")
                .running(aPod().forecast("4165Mi", "0").build())
                .build();
        // (8500 − 4165 − 85)/8500 = 0.5; (850 − 340 − 85)/850 = 0.5
        assertThatPlugin(plugin)
                .on(large, filled("small", "340Mi", "0"))
                .with(pod)
                .scores(100, 100);
    }

    @Test
    void negative_headroom_scores_lowest_and_does_not_press_the_others_together() {
        NodeInfo hopeless = filled("hopeless", "8500Mi", "0");
        // shares 0.9, 0.45, −9.1: the scale ends at 0
        assertThatPlugin(plugin)
                .on(filled("empty", "0", "0"), filled("half", "391680Ki", "0"), hopeless)
                .with(pod)
                .scores(100, 50, 0);
    }

    @Test
    void of_overcommitted_nodes_the_least_overcommitted_wins() {
        assertThatPlugin(plugin)
                .on(filled("bad", "900Mi", "0"), filled("worse", "1000Mi", "0"))
                .with(pod)
                .scores(100, 0);
    }

    @Test
    void a_node_just_above_zero_is_not_cut_off_from_those_below() {
        // shares 0.001, −0.1, −0.4: the scale ends at −0.4, 0.101/0.401 = 25 points down
        assertThatPlugin(plugin)
                .on(filled("just", "782490Ki", "0"), filled("over", "850Mi", "0"), filled("far", "1105Mi", "0"))
                .with(pod)
                .scores(100, 75, 0);
    }

    @Test
    void certain_forecasts_one_percent_of_a_node_apart_differ_by_one_step() {
        // 10 MiB = 1.2 % of the node, of a scale that is never narrower than 10 %: 12 points
        assertThatPlugin(plugin)
                .on(filled("a", "400Mi", "0"), filled("b", "410Mi", "0"))
                .with(pod)
                .scores(100, 88.2);
    }

    @Test
    void a_pod_of_which_nothing_is_known_scores_the_same_everywhere() {
        assertThatPlugin(plugin)
                .on(filled("empty", "0", "0"), filled("full", "800Mi", "0"))
                .with(aPod().build())
                .scores(50, 50);
    }

    @Test
    void a_node_that_reports_no_memory_scores_the_mean_of_the_others() {
        NodeInfo silent = aNode().named("silent").allocatable("0").build();
        assertThatPlugin(plugin)
                .on(filled("empty", "0", "0"), silent, filled("full", "425Mi", "0"))
                .with(pod)
                .scores(100, 50, 0);
        assertThatPlugin(plugin).on(silent).with(pod).scores(50);
    }

    @Test
    void every_number_is_explained() {
        assertThatPlugin(plugin)
                .on(filled("a", "255Mi", "0"))
                .with(pod)
                .explains("allocatable", 1000 << 20)
                .explains("headroom", 510 << 20);
    }

    @Test
    void bad_arguments_are_named() {
        assertThat(GcHeadroom.FACTORY.validate(GcHeadroom.FACTORY.defaults())).isEmpty();
        assertThat(GcHeadroom.FACTORY.validate(new Args(0.4, 2, 0.3)))
                .extracting(problem -> problem.path())
                .containsExactly("quantile", "sensitivity");
        assertThat(GcHeadroom.FACTORY.name()).isEqualTo(plugin.name());
    }

    private double raw(NodeInfo node) {
        return ((ScorePlugin) plugin).score(new CycleState(), pod, node);
    }

    private static NodeInfo filled(String name, String mean, String spread) {
        return aNode().named(name)
                .allocatable("1000Mi")
                .running(aPod().forecast(mean, spread).build())
                .build();
    }
}
