package dev.headroom.runtime;

import static dev.headroom.runtime.TestPlugin.profile;
import static dev.headroom.runtime.TestPlugin.spec;
import static dev.headroom.testkit.NodeBuilder.aNode;
import static dev.headroom.testkit.PodBuilder.aPod;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.api.Contribution;
import dev.headroom.api.Contribution.Quantity;
import dev.headroom.api.Contribution.Unit;
import dev.headroom.api.NodeInfo;
import dev.headroom.api.PodInfo;
import dev.headroom.api.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProfileExplainerTest {

    private static final Verdict.Rejected FULL = new Verdict.Rejected("Full", "the node is full", false);
    private static final PodInfo POD = aPod().build();
    private static final List<NodeInfo> NODES = List.of(
            aNode().named("a").inSlot(0).build(), aNode().named("b").inSlot(1).build());

    @Test
    void says_of_each_node_what_each_plugin_said_in_the_profiles_order() {
        List<List<PluginExplanation>> explained = explain(
                spec(0, new TestPlugin.Filter("Fullness", node -> node.slot() == 1 ? FULL : Verdict.FITS)),
                spec(2, new TestPlugin.Score("Room", node -> node.slot() == 0 ? 80 : 30)));

        assertThat(explained.get(0))
                .containsExactly(
                        new PluginExplanation("Fullness", 0, null, Double.NaN, null),
                        new PluginExplanation("Room", 2, null, 80, null));
        assertThat(explained.get(1))
                .containsExactly(
                        new PluginExplanation("Fullness", 0, FULL, Double.NaN, null),
                        new PluginExplanation("Room", 2, null, 30, null));
    }

    @Test
    void a_node_that_one_filter_refuses_still_shows_what_the_others_say() {
        List<List<PluginExplanation>> explained = explain(
                spec(0, new TestPlugin.Filter("First", node -> FULL)),
                spec(0, new TestPlugin.Filter("Second", node -> FULL)));

        assertThat(explained.getFirst()).allMatch(one -> FULL.equals(one.rejection()));
    }

    @Test
    void carries_the_plugins_own_numbers() {
        Contribution numbers =
                new Contribution(List.of(new Quantity("available", 3e9, Unit.BYTES)), 0.9, 1_700_000_000_000L);

        List<List<PluginExplanation>> explained = explain(spec(1, new TestPlugin.Explained("Room", node -> numbers)));

        assertThat(explained.getFirst().getFirst().contribution()).isEqualTo(numbers);
    }

    @Test
    void an_explanation_that_fails_is_missing_and_the_score_stays() {
        List<List<PluginExplanation>> explained = explain(spec(1, new TestPlugin.Explained("Room", node -> {
            throw new IllegalStateException("x");
        })));

        PluginExplanation room = explained.getFirst().getFirst();
        assertThat(room.contribution()).isNull();
        assertThat(room.score()).isEqualTo(50);
    }

    @Test
    void a_plugin_that_fails_has_no_score_and_is_asked_again_the_next_time() {
        boolean[] failing = {true};
        ProfileExplainer explainer = new ProfileExplainer(profile(spec(1, new TestPlugin.Score("Room", node -> {
            if (failing[0]) {
                throw new IllegalStateException("x");
            }
            return 70;
        }))));

        assertThat(explainer.explain(POD, NODES).getFirst().getFirst().score()).isNaN();
        failing[0] = false;
        assertThat(explainer.explain(POD, NODES).getFirst().getFirst().score()).isEqualTo(70);
    }

    private static List<List<PluginExplanation>> explain(PluginSpec<?>... plugins) {
        return new ProfileExplainer(profile(plugins)).explain(POD, NODES);
    }
}
