package dev.headroom.extender.decisions;

import static dev.headroom.testkit.NodeBuilder.aNode;
import static dev.headroom.testkit.PodBuilder.aPod;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.headroom.api.ForecastSource;
import dev.headroom.api.MemoryForecast;
import dev.headroom.api.NodeInfo;
import dev.headroom.api.PodInfo;
import dev.headroom.runtime.Mode;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Sentences and numbers of one decision between an empty node and a fuller one. */
class ExplainAnswerTest {

    private static final long NOW = ManualClock.START;

    private final PodInfo pod = aPod().named("api-1")
            .inNamespace("shop")
            .ofWorkload("shop/Deployment/api")
            .requesting(500, "512Mi")
            .forecast(new MemoryForecast(1L << 30, 0, 0.9, NOW - 4_000, ForecastSource.REPLICAS))
            .build();
    private final NodeInfo empty =
            aNode().named("empty").inSlot(0).allocatable(4_000, "16Gi").build();
    private final NodeInfo fuller = aNode().named("fuller")
            .inSlot(1)
            .allocatable(4_000, "16Gi")
            .running(8, aPod().requesting(250, "1Gi").forecast("1Gi", "0"))
            .measured("7Gi", NOW - 9_000)
            .build();

    @Test
    void points_of_the_plugins_add_up_to_the_score_and_the_difference_to_the_score_difference() {
        ExplainAnswer answer = explain(Mode.SCORE, "empty", "fuller");
        NodeFacts here = answer.explanation().node("empty").orElseThrow();
        NodeFacts there = answer.explanation().node("fuller").orElseThrow();
        // GcHeadroom: the best gets 100, the worst 0, for there is no spread. LeastRequested: free share of CPU and of
        // memory, (3500/4000 + 15.5/16)/2 = 92.19 % and (1500/4000 + 7.5/16)/2 = 42.19 %. Weights 2 and 1.
        assertThat(here.score()).isCloseTo((2 * 100 + 92.1875) / 3, within(0.01));
        assertThat(there.score()).isCloseTo((2 * 0 + 42.1875) / 3, within(0.01));
        for (NodeFacts node : List.of(here, there)) {
            double points = node.plugins().stream()
                    .mapToDouble(plugin -> Objects.requireNonNullElse(plugin.points(), 0.0))
                    .sum();
            assertThat(node.score()).isCloseTo(points, within(1e-9));
        }
        Comparison comparison = Objects.requireNonNull(answer.comparison());
        double differences = comparison.plugins().stream()
                .mapToDouble(plugin -> Objects.requireNonNullElse(plugin.pointsDifference(), 0.0))
                .sum();
        assertThat(comparison.scoreDifference()).isCloseTo(differences, within(1e-9));
    }

    @Test
    void sentences_name_the_numbers_with_units() {
        ExplainAnswer answer = explain(Mode.SCORE, "empty", null);
        assertThat(answer.whyHere())
                .isEqualTo("shop/api-1 runs on empty: 97.4 of 100 points, the best of 2 scored nodes. GcHeadroom gives"
                        + " 66.7 of them: headroom 12.6 GiB, usable 13.6 GiB, needed at quantile 1 GiB.");
        // 13.6 − 9 = 4.6 GiB, 33.8 % of 13.6; 13.6 − 1 = 12.6 GiB, 92.6 %.
        assertThat(answer.whyNot())
                .isEqualTo("fuller has 83.3 points fewer (14.1 against 97.4), most of it from GcHeadroom: headroom 4.6"
                        + " GiB of 13.6 GiB (33.8 %) there, 12.6 GiB of 13.6 GiB (92.6 %) here.");
    }

    @Test
    void a_choice_against_our_score_is_put_down_to_the_share_that_it_has() {
        ExplainAnswer answer = explain(Mode.SCORE, "fuller", null);
        // Weight 3: 300 of 300 + 1400 points.
        assertThat(answer.whyHere())
                .endsWith(
                        "Headroom preferred empty (97.4), but its score is at most 17.6 % of kube-scheduler's total at"
                                + " weight 3 (with default in-tree weights).");
        assertThat(answer.whyNot()).startsWith("empty has 83.3 points more (97.4 against 14.1)");
    }

    @Test
    void the_share_is_computed_from_the_default_weights() {
        // 3 + 2 + 2 + 2 + 2 + 1 + 1 + 1 = 14 plugins' worth of 100 points.
        assertThat(SchedulerShare.at(1)).isEqualTo(new SchedulerShare(1, 100, 1400, 100.0 / 1500));
        assertThat(SchedulerShare.at(20).share()).isCloseTo(2000.0 / 3400, within(1e-12));
        assertThat(SchedulerShare.at(0).share()).isZero();
    }

    @Test
    void observe_says_that_it_only_watched() {
        assertThat(explain(Mode.OBSERVE, "empty", null).explanation().notes())
                .anyMatch(note -> note.startsWith("Mode observe:"));
    }

    @Test
    void a_node_is_not_compared_with_one_that_was_not_asked_about() {
        assertThat(explain(Mode.SCORE, "empty", "unheard-of").comparison()).isNull();
    }

    private ExplainAnswer explain(Mode mode, String chosen, @Nullable String against) {
        DecisionFixture fixture = new DecisionFixture(mode);
        List<Decision> cycle = fixture.cycle(pod, List.of(empty, fuller), NOW);
        Attempt attempt = new Attempt(cycle.getFirst(), 0);
        attempt.add(cycle.getLast());
        return ExplainAnswer.of(DecisionExplainer.explain(attempt, Outcome.BOUND, chosen, List.of()), against);
    }
}
