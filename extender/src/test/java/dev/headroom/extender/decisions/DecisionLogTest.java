package dev.headroom.extender.decisions;

import static dev.headroom.testkit.NodeBuilder.aNode;
import static dev.headroom.testkit.PodBuilder.aPod;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;

import dev.headroom.api.NodeInfo;
import dev.headroom.api.PodInfo;
import dev.headroom.extender.decisions.Explanation.OtherNode;
import dev.headroom.runtime.Mode;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The test is the log's thread: nothing happens before {@code drain}. */
class DecisionLogTest {

    private final ManualClock clock = new ManualClock();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final DecisionLog log = new DecisionLog(null, 0, 3, clock, meters);
    private final DecisionFixture score = new DecisionFixture(Mode.SCORE);

    @Test
    void filter_and_prioritize_of_a_pod_become_one_record_with_the_node_that_the_watch_shows() {
        PodInfo pod = pod("a");
        decide(score, pod, nodes(3));
        log.bound(pod.uid(), "node-1");
        log.drain();

        Explanation explanation = explain(pod.uid(), null).explanation();
        assertThat(explanation.outcome()).isEqualTo(Outcome.BOUND);
        assertThat(explanation.chosenNode()).isEqualTo("node-1");
        assertThat(explanation.asked()).isEqualTo(1);
        assertThat(explanation.nodes()).extracting(NodeFacts::name).containsExactly("node-1", "node-0", "node-2");
        assertThat(explanation.counts()).isEqualTo(new Explanation.Counts(3, 3, 0, 0, 3));
        assertThat(log.counts()).isEqualTo(new DecisionCounts(0, 1, 0, 1));
    }

    @Test
    void the_chosen_and_the_best_ten_keep_their_numbers_and_the_others_score_and_reason() {
        PodInfo pod = pod("a");
        decide(score, pod, nodes(30));
        log.bound(pod.uid(), "node-29");
        log.drain();

        Explanation explanation = explain("default/a", null).explanation();
        // The emptier the better, and node-i runs i pods: best are 0 to 9, chosen is the last.
        assertThat(explanation.nodes()).hasSize(1 + Explanation.MAX_DETAILED);
        assertThat(explanation.nodes().getFirst().rank()).isEqualTo(30);
        assertThat(explanation.nodes())
                .allSatisfy(node -> assertThat(node.plugins()).hasSize(3));
        assertThat(explanation.others()).hasSize(30 - 11);
        assertThat(explanation.others())
                .extracting(OtherNode::name)
                .startsWith("node-10")
                .doesNotContain("node-29");
        assertThat(explanation.others())
                .allSatisfy(node -> assertThat(node.score()).isNotNull());
    }

    @Test
    void what_enforce_refused_has_the_reason_and_the_numbers_of_the_filter() {
        PodInfo pod = pod("a");
        NodeInfo full = aNode().named("full")
                .running(16, aPod().forecast("1Gi", "64Mi"))
                .build();
        List<NodeInfo> nodes =
                List.of(full, aNode().named("one").build(), aNode().named("two").build());
        decide(new DecisionFixture(Mode.ENFORCE), pod, nodes);
        log.bound(pod.uid(), "one");
        log.drain();

        ExplainAnswer answer = explain(pod.uid(), "full");
        assertThat(answer.explanation().counts()).isEqualTo(new Explanation.Counts(3, 2, 1, 0, 2));
        NodeFacts facts = answer.explanation().node("full").orElseThrow();
        assertThat(facts.score()).isNull();
        assertThat(facts.refusal())
                .isEqualTo(new NodeFacts.Refusal(
                        "NodeMemoryForecast",
                        "predicted memory of the node would exceed its GC headroom",
                        false,
                        true));
        // 17 pods of 1 GiB ± 64 MiB: 17 GiB + 1.645 · 64 MiB · √(0.7 · 17 + 0.3 · 17²) is more than 0.85 · 16 GiB.
        assertThat(answer.whyNot())
                .startsWith("full was refused. GcHeadroomFit: ")
                .contains("headroom −4.4 GiB, usable 13.6 GiB, needed at quantile 18 GiB");
    }

    @Test
    void a_pod_that_is_asked_about_again_is_one_record_that_counts() {
        PodInfo pod = pod("a");
        for (int i = 0; i < 4; i++) {
            decide(score, pod, nodes(2));
        }
        log.drain();
        assertThat(log.latest()).hasSize(1).first().satisfies(row -> {
            assertThat(row.asked()).isEqualTo(4);
            assertThat(row.outcome()).isEqualTo(Outcome.PENDING);
        });

        log.gone(pod.uid());
        decide(score, pod, nodes(2));
        log.drain();
        assertThat(explain(pod.uid(), null).explanation().asked())
                .as("counted on after its fate was known")
                .isEqualTo(5);
    }

    @Test
    void an_unresolved_pod_is_explained_on_demand_with_all_numbers_of_the_node_in_question() {
        PodInfo pod = pod("a");
        decide(score, pod, nodes(30));
        log.drain();

        ExplainAnswer answer = explain(pod.uid(), "node-25");
        assertThat(answer.explanation().outcome()).isEqualTo(Outcome.PENDING);
        assertThat(answer.comparison())
                .extracting(Comparison::plugins)
                .asInstanceOf(LIST)
                .hasSize(3);
        assertThat(answer.whyHere()).contains("is not seen on a node yet").contains("node-0");
    }

    @Test
    void after_thirty_seconds_a_pod_counts_as_unresolved_and_is_still_bound_later() {
        PodInfo pod = pod("a");
        decide(score, pod, nodes(2));
        log.drain();
        clock.advanceMillis(DecisionBook.PATIENCE_MILLIS - 1);
        log.drain();
        assertThat(log.counts().pending()).isEqualTo(1);
        clock.advanceMillis(1);
        log.drain();
        assertThat(log.counts()).isEqualTo(new DecisionCounts(0, 1, 0, 1));
        assertThat(explain(pod.uid(), null).explanation().outcome()).isEqualTo(Outcome.UNRESOLVED);

        log.bound(pod.uid(), "node-1");
        log.drain();
        assertThat(explain(pod.uid(), null).explanation().chosenNode()).isEqualTo("node-1");
    }

    @Test
    void no_more_unresolved_pods_are_held_than_recent_says_and_the_oldest_goes_first() {
        for (int i = 0; i < 5; i++) {
            decide(score, pod("p" + i), nodes(2));
        }
        log.drain();
        assertThat(log.counts()).isEqualTo(new DecisionCounts(3, 2, 0, 2));
        assertThat(explain("default/p0", null).explanation().outcome()).isEqualTo(Outcome.UNRESOLVED);
        assertThat(explain("default/p4", null).explanation().outcome()).isEqualTo(Outcome.PENDING);
    }

    @Test
    void no_more_explanations_are_kept_than_recent_says() {
        for (int i = 0; i < 5; i++) {
            decide(score, pod("p" + i), nodes(2));
            log.bound(pod("p" + i).uid(), "node-0");
        }
        log.drain();
        assertThat(log.counts()).isEqualTo(new DecisionCounts(0, 3, 0, 5));
        assertThat(ask("default/p1", null)).isEmpty();
        assertThat(ask("default/p2", null)).isPresent();
    }

    @Test
    void what_does_not_fit_into_the_queue_is_dropped_and_counted() {
        PodInfo pod = pod("a");
        Decision filtered = score.filtered(pod, nodes(2), clock.millis());
        for (int i = 0; i < Inbox.MESSAGES + 7; i++) {
            log.accept(filtered);
        }
        assertThat(dropped()).isEqualTo(7);
        log.drain();
        log.accept(filtered);
        assertThat(dropped()).as("room again").isEqualTo(7);
    }

    @Test
    void the_fates_of_all_pods_of_a_cluster_take_no_room_from_decisions() {
        for (int i = 0; i < Inbox.FATES + 2; i++) {
            log.bound("uid-" + i, "node-0");
        }
        PodInfo pod = pod("a");
        decide(score, pod, nodes(2));
        assertThat(dropped()).isZero();
        assertThat(meters.counter("headroom.decisions.dropped.fates").count()).isEqualTo(2);
        log.drain();
        log.bound(pod.uid(), "node-1");
        log.drain();
        assertThat(explain(pod.uid(), null).explanation().chosenNode()).isEqualTo("node-1");
    }

    @Test
    void large_answers_are_dropped_before_the_queue_is_full() {
        List<NodeInfo> many = nodes(1).stream()
                .flatMap(node -> IntStream.range(0, 5_000).mapToObj(i -> node))
                .toList();
        Decision filtered = score.filtered(pod("a"), many, clock.millis());
        int fit = Inbox.NODES / 5_000;
        for (int i = 0; i < fit + 3; i++) {
            log.accept(filtered);
        }
        assertThat(dropped()).as("room for %d of them", fit).isEqualTo(3);
    }

    @Test
    void a_pod_with_one_fitting_node_was_never_scored_and_says_so() {
        PodInfo pod = pod("a");
        decide(score, pod, nodes(1).subList(0, 1));
        log.bound(pod.uid(), "node-0");
        log.drain();
        ExplainAnswer answer = explain(pod.uid(), null);
        assertThat(answer.comparison()).isNull();
        assertThat(answer.whyHere()).isEqualTo("default/a runs on node-0. No score was asked for it.");
        assertThat(answer.explanation().notes()).anyMatch(note -> note.contains("asked for no scores"));
        assertThat(answer.explanation().nodes().getFirst().plugins()).hasSize(3);
    }

    @Test
    void a_preemption_belongs_to_the_record_of_its_pod() {
        PodInfo pod = pod("a");
        decide(score, pod, nodes(2));
        log.accept(new Decision.PreemptionVetted(pod, clock.millis(), List.of("node-0", "node-1"), List.of("node-1")));
        log.drain();
        Explanation explanation = explain(pod.uid(), null).explanation();
        assertThat(explanation.preemption())
                .isEqualTo(new Explanation.Preemption(clock.millis(), 2, 1, List.of("node-1")));
        assertThat(explanation.asked()).isEqualTo(1);
    }

    @Test
    void a_pod_on_a_node_that_was_not_asked_about_says_so() {
        PodInfo pod = pod("a");
        decide(score, pod, nodes(2));
        log.bound(pod.uid(), "elsewhere");
        log.drain();
        ExplainAnswer answer = explain(pod.uid(), "node-0");
        assertThat(answer.comparison()).isNull();
        assertThat(answer.explanation().notes()).anyMatch(note -> note.contains("elsewhere, which was not among"));
        assertThat(answer.whyHere()).contains("whose numbers are not kept");
    }

    @Test
    void a_pod_that_only_ever_was_bound_is_not_known() {
        log.bound("uid-of-another-scheduler", "node-0");
        log.gone("uid-of-another-scheduler");
        log.drain();
        assertThat(ask("uid-of-another-scheduler", null)).isEmpty();
        assertThat(log.latest()).isEmpty();
    }

    @Test
    void bad_settings_are_refused_with_what_is_allowed() {
        assertThatThrownBy(() -> new DecisionLog(null, 0, 0, clock, meters))
                .hasMessage("decisionLog.recent is 0, allowed is 1 to 10000");
    }

    private void decide(DecisionFixture fixture, PodInfo pod, List<NodeInfo> nodes) {
        fixture.cycle(pod, nodes, clock.millis()).forEach(log::accept);
    }

    private ExplainAnswer explain(String pod, @Nullable String against) {
        return ask(pod, against).orElseThrow();
    }

    private Optional<ExplainAnswer> ask(String pod, @Nullable String against) {
        var answer = log.explain(pod, against);
        log.drain();
        return answer.join();
    }

    private double dropped() {
        return meters.counter("headroom.decisions.dropped").count();
    }

    private static PodInfo pod(String name) {
        return aPod().named(name)
                .requesting(100, "256Mi")
                .forecast("1Gi", "64Mi")
                .build();
    }

    /** node-i runs i pods of 300 MiB. */
    private static List<NodeInfo> nodes(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> aNode().named("node-" + i)
                        .inSlot(i)
                        .allocatable("32Gi")
                        .running(i, aPod().requesting(50, "256Mi").forecast("300Mi", "30Mi"))
                        .build())
                .toList();
    }
}
