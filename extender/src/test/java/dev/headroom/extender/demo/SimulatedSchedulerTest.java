package dev.headroom.extender.demo;

import static dev.headroom.extender.demo.Simulated.GIB;
import static dev.headroom.extender.demo.Simulated.pod;
import static dev.headroom.extender.demo.Simulated.workload;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SimulatedSchedulerTest {

    private final List<SimulatedNode> nodes = Simulated.nodes(3, 8 * GIB);
    private final SimulatedPod pod = pod(workload("checkout", 128, 100), 1);

    @Test
    void the_extender_outvotes_requests_at_weight_3() {
        nodes.get(0).bind(pod(workload("other", 6000, 1), 7));
        // node-1 in-tree is lower, but 10 · 3 · 10 = 300 are added to it
        Outcome.Placed placed = placed(scorer(Map.of("node-1", 10L)));

        long inTree = InTreeScores.score(pod, nodes.getFirst());
        assertThat(placed.chosen()).isEqualTo(new Outcome.Ranked("node-1", 10, inTree, inTree + 300));
    }

    @Test
    void a_small_difference_in_extender_scores_counts_less_than_a_big_one_in_tree() {
        nodes.get(0).bind(pod(workload("other", 8000, 1), 7));
        // memory 8128/8192 against 128/8192: 49 less of LeastAllocated, and 48 of BalancedAllocation, but 30 more
        Outcome.Placed placed = placed(scorer(Map.of("node-1", 6L, "node-2", 5L, "node-3", 5L)));

        assertThat(placed.chosen().node()).isNotEqualTo("node-1");
    }

    @Test
    void only_nodes_that_filter_left_are_scored_or_chosen() {
        List<List<String>> scored = new ArrayList<>();
        Outcome.Placed placed = placed(new Extender() {
            @Override
            public Filtered filter(SimulatedPod pod, List<String> names) {
                return new Filtered(List.of("node-2", "node-3"), Map.of("node-1", "full"));
            }

            @Override
            public Map<String, Long> prioritize(SimulatedPod pod, List<String> names) {
                scored.add(names);
                return Map.of("node-3", 10L);
            }
        });

        assertThat(scored).containsExactly(List.of("node-2", "node-3"));
        assertThat(placed.chosen().node()).isEqualTo("node-3");
        assertThat(placed.runnerUp()).isNotNull();
    }

    @Test
    void one_node_left_is_chosen_without_asking_for_scores() {
        Outcome.Placed placed = placed(new Extender() {
            @Override
            public Filtered filter(SimulatedPod pod, List<String> names) {
                return new Filtered(List.of("node-2"), Map.of());
            }

            @Override
            public Map<String, Long> prioritize(SimulatedPod pod, List<String> names) {
                throw new AssertionError("asked");
            }
        });

        assertThat(placed.chosen().node()).isEqualTo("node-2");
        assertThat(placed.runnerUp()).isNull();
    }

    @Test
    void a_pod_that_the_extender_refuses_everywhere_waits_with_its_reason() {
        Outcome outcome = scheduler(new Extender() {
                    @Override
                    public Filtered filter(SimulatedPod pod, List<String> names) {
                        return new Filtered(List.of(), Map.of("node-1", "too full", "node-2", "too full"));
                    }

                    @Override
                    public Map<String, Long> prioritize(SimulatedPod pod, List<String> names) {
                        throw new AssertionError("asked");
                    }
                })
                .place(pod);

        assertThat(outcome).isEqualTo(new Outcome.Refused(pod, "too full", true));
    }

    @Test
    void a_pod_that_fits_nowhere_by_requests_is_not_shown_to_the_extender() {
        SimulatedPod huge = pod(workload("huge", 9000, 1), 2);
        Outcome outcome = scheduler(failing()).place(huge);

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused -> assertThat(refused.byExtender()).isFalse());
    }

    @Test
    void an_extender_that_fails_is_left_out_and_counted() {
        SimulatedScheduler scheduler = scheduler(failing());

        assertThat(scheduler.place(pod)).isInstanceOf(Outcome.Placed.class);
        // filter and prioritize
        assertThat(scheduler.extenderErrors()).isEqualTo(2);
        assertThat(scheduler.lastExtenderError()).isEqualTo("prioritize is down");
    }

    @Test
    void ties_are_broken_by_the_seed() {
        Set<String> chosen = new HashSet<>();
        for (int seed = 0; seed < 50; seed++) {
            chosen.add(((Outcome.Placed)
                            new SimulatedScheduler(nodes, Extender.NONE, new SplittableRandom(seed)).place(pod))
                    .chosen()
                    .node());
            assertThat(place(seed)).isEqualTo(place(seed));
        }
        assertThat(chosen).containsExactlyInAnyOrder("node-1", "node-2", "node-3");
    }

    // The figures of kube-scheduler's own function for percentageOfNodesToScore 0.
    @ParameterizedTest
    @CsvSource({"1, 1", "99, 99", "100, 100", "1000, 420", "3124, 812", "5000, 500", "5625, 281"})
    void looks_at_as_many_nodes_as_kube_scheduler(int nodeCount, int enough) {
        assertThat(SimulatedScheduler.enough(nodeCount)).isEqualTo(enough);
    }

    @Test
    void on_a_large_cluster_the_next_pod_begins_where_the_last_one_ended() {
        List<SimulatedNode> many = Simulated.nodes(1000, 8 * GIB);
        List<Integer> asked = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        SimulatedScheduler scheduler = new SimulatedScheduler(
                many,
                new Extender() {
                    @Override
                    public Filtered filter(SimulatedPod pod, List<String> names) {
                        asked.add(names.size());
                        seen.addAll(names);
                        return new Filtered(names, Map.of());
                    }

                    @Override
                    public Map<String, Long> prioritize(SimulatedPod pod, List<String> names) {
                        return Map.of();
                    }
                },
                new SplittableRandom(1));
        scheduler.place(pod);
        scheduler.place(pod);
        scheduler.place(pod);

        // 3 · 420 = 1260 ≥ 1000: every node was looked at
        assertThat(asked).containsExactly(420, 420, 420);
        assertThat(seen).hasSize(1000);
    }

    private Outcome place(int seed) {
        return new SimulatedScheduler(nodes, Extender.NONE, new SplittableRandom(seed)).place(pod);
    }

    private Outcome.Placed placed(Extender extender) {
        return (Outcome.Placed) scheduler(extender).place(pod);
    }

    private SimulatedScheduler scheduler(Extender extender) {
        return new SimulatedScheduler(nodes, extender, new SplittableRandom(1));
    }

    private static Extender scorer(Map<String, Long> scores) {
        return new Extender() {
            @Override
            public Filtered filter(SimulatedPod pod, List<String> names) {
                return new Filtered(names, Map.of());
            }

            @Override
            public Map<String, Long> prioritize(SimulatedPod pod, List<String> names) {
                return scores;
            }
        };
    }

    private static Extender failing() {
        return new Extender() {
            @Override
            public Filtered filter(SimulatedPod pod, List<String> names) throws IOException {
                throw new IOException("filter is down");
            }

            @Override
            public Map<String, Long> prioritize(SimulatedPod pod, List<String> names) throws IOException {
                throw new IOException("prioritize is down");
            }
        };
    }
}
