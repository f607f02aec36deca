package dev.headroom.runtime;

import static dev.headroom.runtime.TestPlugin.profile;
import static dev.headroom.runtime.TestPlugin.spec;
import static dev.headroom.testkit.NodeBuilder.aNode;
import static dev.headroom.testkit.PodBuilder.aPod;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.headroom.api.CycleState;
import dev.headroom.api.NodeInfo;
import dev.headroom.api.PodInfo;
import dev.headroom.api.ScorePlugin;
import dev.headroom.api.Verdict;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProfileScoreTest {

    private static final Offset<Double> ROUNDING = within(1e-9);
    private static final PodInfo POD = aPod().build();
    private static final List<NodeInfo> NODES = List.of(
            aNode().named("a").inSlot(0).build(), aNode().named("b").inSlot(1).build());

    private final RecordingObserver observer = new RecordingObserver();

    @Test
    void the_total_is_the_weighted_mean() {
        double[] totals = score(spec(3, scores("Three", 100, 40)), spec(1, scores("One", 0, 20)));

        // a: (3·100 + 1·0)/4 = 75; b: (3·40 + 1·20)/4 = 35
        assertThat(totals).containsExactly(new double[] {75, 35}, ROUNDING);
    }

    @Test
    void a_plugin_of_weight_0_does_not_count_and_is_not_asked() {
        double[] totals = score(spec(1, scores("One", 10, 20)), spec(0, new TestPlugin.Score("Zero", node -> {
            throw new AssertionError("asked");
        })));

        assertThat(totals).containsExactly(10, 20);
        assertThat(observer.take()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.001, 100.001, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void a_score_out_of_range_is_named_and_the_plugin_left_out(double nonsense) {
        double[] totals = score(spec(9, scores("Odd", 50, nonsense)), spec(1, scores("One", 10, 20)));

        // without Odd: (1·10)/1 and (1·20)/1
        assertThat(totals).containsExactly(10, 20);
        assertThat(observer.take())
                .containsExactly(
                        "Odd broke in Score: Odd scores node b with " + nonsense + ", allowed is 0.0 to 100.0");
    }

    @Test
    void the_ends_of_the_range_are_allowed() {
        assertThat(score(spec(1, scores("One", 0, 100)))).containsExactly(0, 100);
    }

    @Test
    void a_plugin_that_throws_leaves_the_others_as_they_are() {
        double[] totals = score(spec(1, scores("One", 10, 20)), spec(1, new TestPlugin.Score("Bad", node -> {
            throw new IllegalStateException("x");
        })));

        assertThat(totals).containsExactly(10, 20);
        assertThat(observer.take()).containsExactly("Bad broke in Score: x");
    }

    @Test
    void a_pre_score_that_skips_gives_no_opinion_and_takes_no_weight() {
        double[] totals = score(
                spec(3, new TestPlugin.PreScore("Skips", new Verdict.Skipped("no forecast"), node -> 100)),
                spec(1, scores("One", 10, 20)));

        assertThat(totals).containsExactly(10, 20);
    }

    @Test
    void without_any_opinion_all_nodes_score_alike() {
        assertThat(score()).containsExactly(0, 0);
        assertThat(score(spec(3, new TestPlugin.PreScore("Skips", new Verdict.Skipped("why"), node -> 100))))
                .containsExactly(0, 0);
    }

    @Test
    void normalising_sees_all_nodes_and_may_start_from_any_number() {
        ScorePlugin bytes = new ScorePlugin() {
            @Override
            public String name() {
                return "Bytes";
            }

            @Override
            public double score(CycleState state, PodInfo pod, NodeInfo node) {
                return node.slot() == 0 ? 4e9 : 1e9;
            }

            @Override
            public void normalizeScore(CycleState state, PodInfo pod, List<NodeInfo> nodes, double[] scores) {
                for (int i = 0; i < scores.length; i++) {
                    scores[i] = scores[i] / 4e9 * MAX_SCORE;
                }
            }
        };

        // 4e9/4e9·100 = 100 and 1e9/4e9·100 = 25
        assertThat(score(spec(1, bytes))).containsExactly(new double[] {100, 25}, ROUNDING);
    }

    private static ScorePlugin scores(String name, double a, double b) {
        return new TestPlugin.Score(name, node -> node.slot() == 0 ? a : b);
    }

    private double[] score(PluginSpec<?>... plugins) {
        return new Profile(profile(plugins), GuardPolicy.DEFAULT, new FakeTicker(), observer).score(POD, NODES);
    }
}
