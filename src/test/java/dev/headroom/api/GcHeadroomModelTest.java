package dev.headroom.api;

import static dev.headroom.testkit.NodeBuilder.aNode;
import static dev.headroom.testkit.PodBuilder.aPod;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

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
    void headroom_without_some_pods_is_that_of_the_node_built_without_them() {
        PodInfo pod = aPod().forecast("70Mi", "9Mi").build();
        PodInfo goes = aPod().named("goes").forecast("333Mi", "31Mi").build();
        PodInfo stays = aPod().named("stays").forecast("90Mi", "11Mi").build();
        PodInfo charged = aPod().named("charged").forecast("20Mi", "5Mi").build();
        NodeInfo node = aNode().running(goes, stays).chargedWith(charged).build();
        MemorySum gone = MemorySum.EMPTY.plus(goes.forecast());
        assertThat(model.headroomBytes(node, gone, pod))
                .isEqualTo(model.headroomBytes(node.withPods(List.of(stays)), pod));
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void every_pod_more_leaves_less(long seed) {
        Random random = new Random(seed);
        PodInfo pod = aPod().forecast("100Mi", "10Mi").build();
        NodeInfo node = aNode().allocatable("64Gi").build();
        long before = model.headroomBytes(node, pod);
        for (int i = 0; i < 200; i++) {
            node = node.withCharges(node.charged().plus(RandomForecasts.one(random)), Resources.NONE);
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

    private static NodeInfo randomNode(Random random) {
        return aNode().allocatable(random.nextLong(64L << 30) + "")
                .running(random.nextInt(5), aPod().forecast(RandomForecasts.one(random)))
                .chargedWith(aPod().forecast(RandomForecasts.one(random)).build())
                .build();
    }
}
