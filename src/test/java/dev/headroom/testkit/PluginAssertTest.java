package dev.headroom.testkit;

import static dev.headroom.testkit.NodeBuilder.aNode;
import static dev.headroom.testkit.PluginAssert.assertThatPlugin;
import static dev.headroom.testkit.PodBuilder.aPod;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headroom.api.CycleState;
import dev.headroom.api.FilterPlugin;
import dev.headroom.api.NodeInfo;
import dev.headroom.api.PodInfo;
import dev.headroom.api.PreFilterPlugin;
import dev.headroom.api.PreScorePlugin;
import dev.headroom.api.ScorePlugin;
import dev.headroom.api.Verdict;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class PluginAssertTest {

    private final NodeInfo small = aNode().named("small").allocatable("1Gi").build();
    private final NodeInfo large = aNode().named("large").allocatable("64Gi").build();
    private final PodInfo pod = aPod().named("web").build();

    @Test
    void a_right_expectation_passes() {
        assertThatPlugin(new OnlyLarge()).on(large).with(pod).fits().scores(64);
        assertThatPlugin(new OnlyLarge())
                .on(small)
                .with(pod)
                .rejectsBecause("Small")
                .rejectsAndRemovalHelps(true)
                .scores(1);
    }

    @Test
    void a_wrong_verdict_is_reported_with_plugin_pod_node_and_verdict() {
        var answer = assertThatPlugin(new OnlyLarge()).on(small).with(pod);
        assertFails(answer::fits, "OnlyLarge", "default/web", "small", "fits", "Rejected");
        assertFails(() -> answer.rejectsBecause("Other"), "Other", "Small");
        assertFails(() -> answer.rejectsAndRemovalHelps(false), "removalHelps=false");
        var fitting = assertThatPlugin(new OnlyLarge()).on(large).with(pod);
        assertFails(() -> fitting.rejectsBecause("Small"), "large", "Fits");
    }

    @Test
    void wrong_scores_are_reported_with_all_nodes_and_values() {
        var answer = assertThatPlugin(new OnlyLarge()).on(small, large).with(pod);
        assertFails(() -> answer.scores(1, 65), "small 1.00, large 65.00", "small 1.00, large 64.00");
        assertFails(() -> answer.scores(1), "[1.0] for 2 nodes");
    }

    @Test
    void a_score_outside_0_to_100_is_a_failure_whatever_was_expected() {
        NodeInfo huge = aNode().named("huge").allocatable("101Gi").build();
        assertFails(() -> assertThatPlugin(new OnlyLarge()).on(huge).with(pod).scores(), "0 to 100", "huge 101.00");
    }

    @Test
    void a_plugin_of_another_kind_is_told_so() {
        var answer = assertThatPlugin(new NoOpinion()).on(small).with(pod);
        assertFails(() -> answer.explains("x", 1), "does not explain itself");
        assertThatThrownBy(() -> assertThatPlugin(new NoOpinion()).with(pod))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("NoOpinion");
    }

    @Test
    void a_plugin_that_skips_itself_lets_every_node_pass_with_equal_scores() {
        assertThatPlugin(new NoOpinion()).on(small, large).with(pod).fits().scores(0, 0);
    }

    private static void assertFails(ThrowingCallable expectation, String... words) {
        assertThatThrownBy(expectation).isInstanceOf(AssertionError.class).hasMessageContainingAll(words);
    }

    /** Refuses nodes below 2 GiB; scores a point per GiB. */
    private static final class OnlyLarge implements FilterPlugin, ScorePlugin {

        @Override
        public String name() {
            return "OnlyLarge";
        }

        @Override
        public Verdict filter(CycleState state, PodInfo pod, NodeInfo node) {
            return node.allocatable().memoryBytes() < 2L << 30
                    ? new Verdict.Rejected("Small", "the node is too small", true)
                    : Verdict.FITS;
        }

        @Override
        public double score(CycleState state, PodInfo pod, NodeInfo node) {
            return node.allocatable().memoryBytes() >> 30;
        }
    }

    /** Skips in both of its pre-steps; would throw after them. */
    private static final class NoOpinion implements PreFilterPlugin, FilterPlugin, PreScorePlugin, ScorePlugin {

        @Override
        public String name() {
            return "NoOpinion";
        }

        @Override
        public Verdict preFilter(CycleState state, PodInfo pod) {
            return new Verdict.Skipped("never has one");
        }

        @Override
        public Verdict filter(CycleState state, PodInfo pod, NodeInfo node) {
            throw new IllegalStateException("was skipped");
        }

        @Override
        public Verdict preScore(CycleState state, PodInfo pod, List<NodeInfo> nodes) {
            return new Verdict.Skipped("never has one");
        }

        @Override
        public double score(CycleState state, PodInfo pod, NodeInfo node) {
            throw new IllegalStateException("was skipped");
        }
    }
}
