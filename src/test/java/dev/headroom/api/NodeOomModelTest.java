package dev.headroom.api;

import static dev.headroom.testkit.NodeBuilder.aNode;
import static dev.headroom.testkit.PodBuilder.aPod;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NodeOomModelTest {

    private final NodeOomModel model = new NodeOomModel(0);

    /** Four pods of 100 ± 10 run, one more comes: mean 500, deviation √500 = 22.36. */
    @ParameterizedTest(name = "kernel has {0}: {1}")
    @CsvSource({
        // (500 − 500)/22.36 = 0 standard deviations
        "500Mi, 0.5",
        // 36.78/22.36 = 1.645
        "37664Ki, 1",
        "549663Ki, 0.05",
        "600Mi, 0.0000038721",
        // −44.72/22.36 = −2
        "466208Ki, 0.9772499"
    })
    void is_the_share_of_the_distribution_above_what_the_kernel_has(String kernel, double probability) {
        NodeInfo node = aNode().allocatable("400Mi")
                .killingAt(kernel)
                .running(4, aPod().forecast("100Mi", "10Mi"))
                .build();
        PodInfo pod = aPod().forecast("100Mi", "10Mi").build();
        assertThat(model.probability(node, pod)).isCloseTo(probability, within(1e-5));
    }

    @Test
    void without_any_spread_it_is_yes_or_no() {
        NodeInfo node = aNode().killingAt("500Mi")
                .running(4, aPod().forecast("100Mi", "0"))
                .build();
        assertThat(model.probability(node, aPod().forecast("100Mi", "0").build()))
                .isZero();
        assertThat(model.probability(node, aPod().forecast("104857601", "0").build()))
                .isEqualTo(1);
    }

    @Test
    void what_is_held_back_counts_as_taken() {
        PodInfo pod = aPod().forecast("100Mi", "10Mi").build();
        NodeInfo free = aNode().killingAt("130Mi").build();
        NodeInfo holding = aNode().killingAt("150Mi").holdingBack("20Mi").build();
        assertThat(model.probability(holding, pod)).isEqualTo(model.probability(free, pod));
    }

    @Test
    void a_single_pod_with_high_peaks_makes_it_as_wide_as_they_are() {
        // 95 % quantile 164.5 is 1.645 deviations of 39.2: at 164.5 five percent are left, as of a normal one
        NodeInfo node = aNode().killingAt("168448Ki").build();
        PodInfo peaky = aPod().forecast("100Mi", "1Mi").peakingAt("168448Ki").build();
        assertThat(model.probability(node, peaky)).isCloseTo(0.05, within(1e-6));
    }

    /** Runs: 300, more or less sure of it. Comes: 100 ± 10. Left are kernel − 400. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            sure of it: −50/√(10² + 10²) = −3.54                       | 10Mi | 300Mi | 350Mi | 0.9998
            its low quantile is that of its spread: 300 − 16           | 10Mi | 284Mi | 350Mi | 0.9998
            it let go of 100: −50/√(60.8² + 10²) = −0.81               | 10Mi | 200Mi | 350Mi | 0.7915
            and of 250: −50/√(152² + 10²) = −0.33                      | 10Mi |  50Mi | 350Mi | 0.6287
            what it has alone is too much: −250/61.6                   | 10Mi | 200Mi | 150Mi | 1
            it may grow by much and not fall: −50/√(12.2² + 10²)       | 90Mi | 280Mi | 350Mi | 0.9992
            above the mean its spread counts: 20/√(10² + 10²) = 1.41   | 10Mi |  50Mi | 420Mi | 0.0786
            """)
    void below_its_mean_it_is_as_wide_as_low_quantiles_say(
            String name, String spread, String low, String kernel, double probability) {
        NodeInfo node = aNode().killingAt(kernel)
                .running(aPod().forecast("300Mi", spread).downTo(low).build())
                .build();
        PodInfo pod = aPod().named("coming").forecast("100Mi", "10Mi").build();
        assertThat(model.probability(node, pod)).isCloseTo(probability, within(1e-4));
        // The same seen from a pod that has let go itself.
        NodeInfo other = aNode().killingAt(kernel)
                .running(aPod().forecast("100Mi", "10Mi").build())
                .build();
        PodInfo fallen =
                aPod().named("fallen").forecast("300Mi", spread).downTo(low).build();
        assertThat(model.probability(other, fallen)).isCloseTo(probability, within(1e-4));
    }

    @Test
    void without_lower_priorities_it_is_that_of_the_node_built_without_them() {
        PodInfo pod = aPod().withPriority(5).forecast("100Mi", "10Mi").build();
        PodInfo lower = aPod().named("lower")
                .withPriority(1)
                .forecast("300Mi", "30Mi")
                .peakingAt("400Mi")
                .downTo("20Mi")
                .build();
        PodInfo equal =
                aPod().named("equal").withPriority(5).forecast("50Mi", "5Mi").build();
        NodeInfo node = aNode().killingAt("170Mi").running(lower, equal).build();
        assertThat(model.probabilityWithoutLower(node, pod))
                .isEqualTo(model.probability(
                        aNode().killingAt("170Mi").running(equal).build(), pod))
                .isLessThan(model.probability(node, pod));
    }

    @ParameterizedTest(name = "P(Z > {0}) = {1}")
    @CsvSource({
        "0, 0.5",
        "1, 0.158655253931457",
        "1.6448536269514722, 0.05",
        "-1.6448536269514722, 0.95",
        "3, 0.00134989803163009",
        "6, 9.86587645037698e-10",
        "-8, 1",
        "40, 0"
    })
    void the_tail_is_that_of_any_table(double x, double expected) {
        assertThat(NormalTail.above(x)).isCloseTo(expected, within(1e-13));
    }

    @Test
    void tail_and_quantile_are_inverse() {
        for (int i = 1; i < 1_000; i++) {
            assertThat(NormalTail.above(NormalQuantile.of(i / 1_000.0))).isCloseTo(1 - i / 1_000.0, within(1e-8));
        }
    }
}
