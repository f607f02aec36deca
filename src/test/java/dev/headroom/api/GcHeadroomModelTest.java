package dev.headroom.api;

import static dev.headroom.testkit.NodeBuilder.aNode;
import static dev.headroom.testkit.PodBuilder.aPod;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GcHeadroomModelTest {

    private static final double MIB = 1 << 20;

    private final GcHeadroomModel model = new GcHeadroomModel(0.95, 0.85, 0.3);

    @Test
    void headroom_is_what_the_quantile_of_everything_leaves_of_the_discounted_node() {
        NodeInfo node = aNode().allocatable("1000Mi")
                .running(4, aPod().forecast("100Mi", "10Mi"))
                .chargedWith(aPod().forecast("50Mi", "0").build())
                .build();
        PodInfo pod = aPod().forecast("150Mi", "20Mi").build();
        // mean 4·100 + 50 + 150 = 600; Σσ² = 4·100 + 400 = 800; Σσ = 60
        // deviation √(0.7·800 + 0.3·3600) = √1640 = 40.497; need 600 + 1.64485·40.497 = 666.61
        assertThat(model.deviationBytes(node, pod) / MIB).isCloseTo(40.497, within(0.001));
        assertThat(model.limitBytes(node) / MIB).isCloseTo(850, within(0.001));
        assertThat(model.headroomBytes(node, pod) / MIB).isCloseTo(850 - 666.61, within(0.01));
        assertThat(model.needBytes(node.forecastWithCharges(), pod.forecast()) / MIB)
                .isCloseTo(666.61, within(0.01));
        assertThat(model.needBytes(node, pod) / MIB).isCloseTo(666.61, within(0.01));
    }

    @Test
    void primitives_and_sums_give_the_same_number() {
        Random random = new Random(7);
        for (int i = 0; i < 1000; i++) {
            NodeInfo node = randomNode(random);
            PodInfo pod = aPod().forecast(RandomForecasts.one(random)).build();
            long need = model.needBytes(node.forecastWithCharges(), pod.forecast());
            assertThat(model.headroomBytes(node, pod)).isEqualTo(model.limitBytes(node) - need);
        }
    }

    @Test
    void headroom_without_lower_priorities_is_that_of_the_node_built_without_them() {
        PodInfo pod = aPod().withPriority(5).forecast("70Mi", "9Mi").build();
        PodInfo goes = aPod().named("goes")
                .withPriority(4)
                .forecast("333Mi", "31Mi")
                .peakingAt("500Mi")
                .build();
        PodInfo stays = aPod().named("stays")
                .withPriority(5)
                .forecast("90Mi", "11Mi")
                .peakingAt("120Mi")
                .build();
        PodInfo charged = aPod().named("charged").forecast("20Mi", "5Mi").build();
        NodeInfo node = aNode().running(goes, stays).chargedWith(charged).build();
        assertThat(model.headroomWithoutLowerBytes(node, pod))
                .isEqualTo(model.headroomBytes(node.withPods(List.of(stays)), pod))
                .isGreaterThan(model.headroomBytes(node, pod));
    }

    @Test
    void what_feedback_leaves_takes_the_place_of_what_is_allocatable() {
        NodeInfo node = aNode().allocatable("1000Mi").correctedTo("800Mi").build();
        PodInfo pod = aPod().forecast("100Mi", "0").build();
        // 0.85 · 800 = 680
        assertThat(model.limitBytes(node)).isEqualTo(680L << 20);
        assertThat(model.headroomBytes(node, pod)).isEqualTo(580L << 20);
        assertThat(quantity(node, pod, "allocatable")).isEqualTo(1000 << 20);
        assertThat(quantity(node, pod, "corrected allocatable")).isEqualTo(800 << 20);
    }

    @Test
    void of_few_pods_the_largest_decides_and_of_many_the_sum() {
        PodInfo pod = aPod().forecast("100Mi", "10Mi").peakingAt("180Mi").build();
        NodeInfo few = aNode().running(2, aPod().forecast("100Mi", "10Mi")).build();
        // mean 300; Σσ² = 300, Σσ = 30: √(0.7·300 + 0.3·900) = 21.9, 1.645·21.9 = 36; largest 180 − 100 = 80
        assertThat(model.needBytes(few, pod) / MIB).isCloseTo(380, within(0.01));
        assertThat(quantity(few, pod, "largest pod decides")).isEqualTo(1);
        assertThat(quantity(few, pod, "largest pod and mean of the rest") / MIB).isCloseTo(380, within(0.01));
        assertThat(quantity(few, pod, "sum of plateaus") / MIB).isCloseTo(336.04, within(0.01));
        NodeInfo many = aNode().running(19, aPod().forecast("100Mi", "10Mi")).build();
        // mean 2000; √(0.7·2000 + 0.3·40000) = 115.8, 1.645·115.8 = 190.4
        assertThat(model.needBytes(many, pod) / MIB).isCloseTo(2190.4, within(0.1));
        assertThat(quantity(many, pod, "largest pod decides")).isZero();
    }

    @Test
    void the_largest_pod_may_run_there_or_be_on_its_way() {
        PodInfo pod = aPod().forecast("100Mi", "0").build();
        PodInfo large =
                aPod().named("large").forecast("300Mi", "0").peakingAt("450Mi").build();
        // 300 + 150 + 100
        assertThat(model.needBytes(aNode().running(large).build(), pod)).isEqualTo(550L << 20);
        assertThat(model.needBytes(aNode().chargedWith(large).build(), pod)).isEqualTo(550L << 20);
    }

    @Test
    void learnt_correlation_takes_the_place_of_the_assumed_one() {
        PodInfo pod = aPod().forecast("100Mi", "0").build();
        NodeInfo node = aNode().running(
                        aPod().named("a")
                                .ofWorkload("w")
                                .forecast("100Mi", "30Mi")
                                .build(),
                        aPod().named("b")
                                .ofWorkload("w")
                                .forecast("100Mi", "20Mi")
                                .build(),
                        aPod().named("c")
                                .ofWorkload("v")
                                .forecast("100Mi", "10Mi")
                                .build())
                .correlated(0.8, 0.1)
                .build();
        // pairs: ab 0.8, ac and bc 0.1: 900 + 400 + 100 + 0.8·2·600 + 0.1·2·(300 + 200) = 2460
        assertThat(model.deviationBytes(node, pod) / MIB).isCloseTo(Math.sqrt(2460), within(0.001));
        assertThat(quantity(node, pod, "learnt correlation of replicas")).isEqualTo(80);
    }

    @Test
    void a_pod_on_its_way_counts_as_of_the_nodes_largest_workload() {
        NodeInfo node = aNode().running(
                        aPod().named("a")
                                .ofWorkload("w")
                                .forecast("100Mi", "30Mi")
                                .build(),
                        aPod().named("b")
                                .ofWorkload("w")
                                .forecast("100Mi", "20Mi")
                                .build())
                .correlated(0.8, 0.1)
                .build();
        PodInfo pod = aPod().ofWorkload("w").forecast("100Mi", "10Mi").build();
        PodInfo stranger = aPod().ofWorkload("v").forecast("100Mi", "10Mi").build();
        PodInfo single = aPod().forecast("100Mi", "10Mi").build();
        // 900 + 400 + 100 + 0.8·2·(600 + 300 + 200) = 3160: exact for a replica
        assertThat(model.deviationBytes(node, pod) / MIB).isCloseTo(Math.sqrt(3160), within(0.001));
        assertThat(model.deviationBytes(node, stranger) / MIB).isCloseTo(Math.sqrt(3160), within(0.001));
        // of no workload: 1400 + 0.8·2·600 + 0.1·2·500 = 2460
        assertThat(model.deviationBytes(node, single) / MIB).isCloseTo(Math.sqrt(2460), within(0.001));
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void with_learnt_correlation_a_bound_pod_never_needs_more_than_on_its_way(long seed) {
        Random random = new Random(seed);
        PodInfo none = aPod().build();
        for (int i = 0; i < 500; i++) {
            PodInfo[] pods = new PodInfo[random.nextInt(1, 8)];
            for (int k = 0; k < pods.length; k++) {
                pods[k] = aPod().named("p" + k)
                        .ofWorkload(random.nextInt(4) == 0 ? "" : "w" + random.nextInt(3))
                        .forecast(RandomForecasts.one(random))
                        .build();
            }
            PodInfo last = pods[pods.length - 1];
            PodInfo[] others = Arrays.copyOf(pods, pods.length - 1);
            double onItsWay = model.deviationBytes(
                    aNode().running(others).correlated(0.7, 0.2).build(), last);
            double bound = model.deviationBytes(
                    aNode().running(pods).correlated(0.7, 0.2).build(), none);
            assertThat(bound).isLessThanOrEqualTo(onItsWay * (1 + 1e-6) + 4096);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void every_pod_more_leaves_less(long seed) {
        Random random = new Random(seed);
        PodInfo pod = aPod().forecast("100Mi", "10Mi").build();
        NodeInfo node = aNode().allocatable("64Gi").build();
        long before = model.headroomBytes(node, pod);
        for (int i = 0; i < 200; i++) {
            node = node.withCharges(node.charged().plus(RandomForecasts.one(random)), Resources.NONE, 0);
            long after = model.headroomBytes(node, pod);
            assertThat(after).isLessThanOrEqualTo(before);
            before = after;
        }
    }

    @Test
    void a_node_that_reports_no_memory_is_told_apart() {
        NodeInfo node = aNode().allocatable("0").build();
        assertThat(model.knows(node)).isFalse();
        assertThat(model.limitBytes(node)).isZero();
        assertThat(model.headroomBytes(node, aPod().build())).isZero();
    }

    @ParameterizedTest(name = "{0} {1} {2} has a problem with {3}")
    @CsvSource({
        "0.49, 0.85, 0.3, quantile",
        "1,    0.85, 0.3, quantile",
        "NaN,  0.85, 0.3, quantile",
        "0.95, 0.4,  0.3, sensitivity",
        "0.95, 1.01, 0.3, sensitivity",
        "0.95, 0.85, -0.1, correlation",
        "0.95, 0.85, 1.1, correlation"
    })
    void refuses_what_is_out_of_range(double quantile, double sensitivity, double correlation, String path) {
        assertThat(GcHeadroomModel.validate(quantile, sensitivity, correlation))
                .singleElement()
                .satisfies(problem -> assertThat(problem.path()).isEqualTo(path));
        assertThatThrownBy(() -> new GcHeadroomModel(quantile, sensitivity, correlation))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(path);
    }

    @Test
    void reports_all_problems_at_once() {
        assertThat(GcHeadroomModel.validate(2, 2, 2)).hasSize(3);
        assertThat(GcHeadroomModel.validate(0.5, 1, 0)).isEmpty();
        assertThat(GcHeadroomModel.validate(0.999, 0.5, 1)).isEmpty();
    }

    private double quantity(NodeInfo node, PodInfo pod, String name) {
        return model.explain(node, pod).quantities().stream()
                .filter(quantity -> quantity.name().equals(name))
                .findFirst()
                .orElseThrow()
                .value();
    }

    private static NodeInfo randomNode(Random random) {
        return aNode().allocatable(random.nextLong(64L << 30) + "")
                .running(random.nextInt(5), aPod().forecast(RandomForecasts.one(random)))
                .chargedWith(aPod().forecast(RandomForecasts.one(random)).build())
                .build();
    }
}
