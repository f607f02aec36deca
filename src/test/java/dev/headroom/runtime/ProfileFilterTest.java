package dev.headroom.runtime;

import static dev.headroom.runtime.TestPlugin.profile;
import static dev.headroom.runtime.TestPlugin.spec;
import static dev.headroom.testkit.NodeBuilder.aNode;
import static dev.headroom.testkit.PodBuilder.aPod;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.api.NodeInfo;
import dev.headroom.api.PodInfo;
import dev.headroom.api.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProfileFilterTest {

    private static final Verdict.Rejected FULL = new Verdict.Rejected("Full", "the node is full", false);
    private static final Verdict.Rejected SLOW = new Verdict.Rejected("Slow", "the node is slow", true);
    private static final PodInfo POD = aPod().build();
    private static final List<NodeInfo> NODES = List.of(
            aNode().named("a").build(),
            aNode().named("b").build(),
            aNode().named("c").build());

    private final RecordingObserver observer = new RecordingObserver();
    private final FakeTicker ticker = new FakeTicker();

    @Test
    void a_node_fits_if_no_filter_refuses_it() {
        FilterOutcome outcome = filter(
                spec(0, new TestPlugin.Filter("Fullness", node -> on("a", node, FULL))),
                spec(0, new TestPlugin.Filter("Speed", node -> on("b", node, SLOW))));

        assertThat(outcome.rejections()).containsExactly(FULL, SLOW, null);
        assertThat(outcome.fitting()).isEqualTo(1);
        assertThat(outcome.fits(2)).isTrue();
    }

    @Test
    void the_first_refusal_of_a_node_counts_and_later_plugins_are_not_asked_about_it() {
        List<String> asked = new ArrayList<>();
        FilterOutcome outcome = filter(
                spec(0, new TestPlugin.Filter("Fullness", node -> on("a", node, FULL))),
                spec(0, new TestPlugin.Filter("Speed", node -> {
                    asked.add(node.name());
                    return SLOW;
                })));

        assertThat(outcome.rejections()).containsExactly(FULL, SLOW, SLOW);
        assertThat(asked).containsExactly("b", "c");
    }

    @Test
    void skipped_counts_as_fitting() {
        FilterOutcome outcome = filter(spec(0, new TestPlugin.Filter("Fullness", node -> new Verdict.Skipped("why"))));

        assertThat(outcome.fitting()).isEqualTo(3);
    }

    @Test
    void a_pre_filter_that_rejects_refuses_every_node_without_asking_the_filter() {
        FilterOutcome outcome = filter(spec(0, new TestPlugin.PreFilter("P", FULL, ProfileFilterTest::notToBeAsked)));

        assertThat(outcome.rejections()).containsExactly(FULL, FULL, FULL);
        assertThat(outcome.fitting()).isZero();
    }

    @Test
    void a_pre_filter_that_skips_leaves_its_own_filter_out_and_no_other() {
        FilterOutcome outcome = filter(
                spec(0, new TestPlugin.PreFilter("P", new Verdict.Skipped("why"), ProfileFilterTest::notToBeAsked)),
                spec(0, new TestPlugin.Filter("Fullness", node -> on("b", node, FULL))));

        assertThat(outcome.rejections()).containsExactly(null, FULL, null);
    }

    @Test
    void a_filter_that_throws_at_the_last_node_has_refused_none() {
        FilterOutcome outcome = filter(
                spec(0, new TestPlugin.Filter("Half", node -> {
                    if (node.name().equals("c")) {
                        throw new IllegalStateException("at c");
                    }
                    return FULL;
                })),
                spec(0, new TestPlugin.Filter("Speed", node -> on("b", node, SLOW))));

        assertThat(outcome.rejections()).containsExactly(null, SLOW, null);
        assertThat(observer.take()).containsExactly("Half broke in Filter: at c");
    }

    @Test
    void a_verdict_of_broken_or_none_at_all_is_never_a_refusal() {
        FilterOutcome outcome = filter(
                spec(0, new TestPlugin.Filter("Broken", node -> new Verdict.Broken(new IllegalStateException("x")))),
                spec(0, new TestPlugin.Filter("Silent", ProfileFilterTest::nothing)));

        assertThat(outcome.fitting()).isEqualTo(3);
        assertThat(observer.take())
                .containsExactly(
                        "Broken broke in Filter: Broken broke on node a: java.lang.IllegalStateException: x",
                        "Silent broke in Filter: Silent gave no verdict on node a");
    }

    @Test
    void a_plugin_that_is_out_is_named_and_the_verb_goes_on() {
        Profile profile = profileOf(spec(0, new TestPlugin.Filter("Bad", node -> {
            throw new IllegalStateException("x");
        })));

        for (int i = 0; i < GuardPolicy.DEFAULT.faults(); i++) {
            assertThat(profile.takenOut()).isEmpty();
            assertThat(profile.filter(POD, NODES).fitting()).isEqualTo(3);
        }
        assertThat(profile.takenOut()).containsExactly("Bad");
    }

    @Test
    void a_slow_filter_is_taken_out_after_repeated_overruns_and_tried_again() {
        Profile profile = profileOf(spec(0, new TestPlugin.Filter("Slow", node -> {
            // 3 nodes · 20 ms = 60 ms, above the budget of 50 ms
            ticker.advance(Duration.ofMillis(20));
            return FULL;
        })));

        for (int i = 0; i < GuardPolicy.DEFAULT.faults(); i++) {
            assertThat(profile.filter(POD, NODES).fitting()).isZero();
        }
        assertThat(profile.filter(POD, NODES).fitting()).as("taken out").isEqualTo(3);
        ticker.advance(GuardPolicy.DEFAULT.firstPause());
        assertThat(profile.filter(POD, NODES).fitting()).as("the trial").isZero();
    }

    @Test
    void no_nodes_are_no_error() {
        assertThat(profileOf(spec(0, new TestPlugin.Filter("F", node -> FULL)))
                        .filter(POD, List.of())
                        .fitting())
                .isZero();
    }

    private FilterOutcome filter(PluginSpec<?>... plugins) {
        return profileOf(plugins).filter(POD, NODES);
    }

    private Profile profileOf(PluginSpec<?>... plugins) {
        return new Profile(profile(plugins), GuardPolicy.DEFAULT, ticker, observer);
    }

    private static Verdict on(String name, NodeInfo node, Verdict there) {
        return node.name().equals(name) ? there : Verdict.FITS;
    }

    private static Verdict notToBeAsked(NodeInfo node) {
        throw new AssertionError("asked about " + node.name());
    }

    @SuppressWarnings("NullAway") // what a plugin must not do
    private static Verdict nothing(NodeInfo node) {
        return null;
    }
}
