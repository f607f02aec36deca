package dev.headroom.predicates;

import static dev.headroom.testkit.NodeBuilder.aNode;
import static dev.headroom.testkit.PluginAssert.assertThatPlugin;
import static dev.headroom.testkit.PodBuilder.aPod;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.api.CycleState;
import dev.headroom.api.FilterPlugin;
import dev.headroom.api.NodeInfo;
import dev.headroom.api.Plugin;
import dev.headroom.api.PodInfo;
import dev.headroom.api.Verdict;
import dev.headroom.predicates.GcHeadroomFit.Args;
import org.junit.jupiter.api.Test;

/** With confidence 0, where the headroom alone decides. */
class GcHeadroomFitTest {

    private static final String REASON = "NodeMemoryForecast";

    private final Plugin plugin = GcHeadroomFit.FACTORY.create(new Args(0.95, 0.85, 0.3, 0));

    /** 850 MiB may be filled; 600 ± 0 are taken. */
    private final NodeInfo node = aNode().allocatable("1000Mi")
            .running(6, aPod().forecast("100Mi", "0"))
            .build();

    @Test
    void a_pod_fits_up_to_the_last_byte_of_headroom() {
        assertThatPlugin(plugin)
                .on(node)
                .with(aPod().forecast("250Mi", "0").build())
                .fits();
        // 250 MiB = 262144000 bytes
        assertThatPlugin(plugin)
                .on(node)
                .with(aPod().forecast("262144001", "0").build())
                .rejectsBecause(REASON);
    }

    @Test
    void the_pods_own_spread_counts() {
        // 600 + 200 + 1.645·30 = 849.3 fits under 850; 1.645·31 = 51 does not
        assertThatPlugin(plugin)
                .on(node)
                .with(aPod().forecast("200Mi", "30Mi").build())
                .fits();
        assertThatPlugin(plugin)
                .on(node)
                .with(aPod().forecast("200Mi", "31Mi").build())
                .rejectsBecause(REASON);
    }

    @Test
    void unresolved_pods_count() {
        NodeInfo charged = aNode().allocatable("1000Mi")
                .chargedWith(aPod().forecast("700Mi", "0").build())
                .build();
        assertThatPlugin(plugin)
                .on(charged)
                .with(aPod().forecast("200Mi", "0").build())
                .rejectsBecause(REASON)
                .rejectsAndRemovalHelps(false);
    }

    @Test
    void what_is_unknown_blocks_nothing() {
        NodeInfo full = aNode().allocatable("1Mi")
                .running(aPod().forecast("100Mi", "0").build())
                .build();
        NodeInfo silent = aNode().allocatable("0").build();
        assertThatPlugin(plugin).on(full).with(aPod().build()).fits();
        assertThatPlugin(plugin)
                .on(silent)
                .with(aPod().forecast("1Gi", "0").build())
                .fits();
    }

    @Test
    void removal_helps_where_enough_is_taken_by_lower_priorities() {
        NodeInfo mixed = aNode().allocatable("1000Mi")
                .running(aPod().named("low")
                        .withPriority(1)
                        .forecast("400Mi", "0")
                        .build())
                .running(aPod().named("same")
                        .withPriority(5)
                        .forecast("300Mi", "0")
                        .build())
                .build();
        PodInfo fitsInstead = aPod().withPriority(5).forecast("550Mi", "0").build();
        PodInfo tooLarge = aPod().withPriority(5).forecast("551Mi", "0").build();
        PodInfo equalToTheLowest = aPod().withPriority(1).forecast("550Mi", "0").build();
        assertThatPlugin(plugin).on(mixed).with(fitsInstead).rejectsAndRemovalHelps(true);
        assertThatPlugin(plugin).on(mixed).with(tooLarge).rejectsAndRemovalHelps(false);
        assertThatPlugin(plugin).on(mixed).with(equalToTheLowest).rejectsAndRemovalHelps(false);
    }

    @Test
    void its_verdicts_are_constants_and_their_text_has_no_numbers() {
        FilterPlugin filter = (FilterPlugin) plugin;
        PodInfo large = aPod().forecast("300Mi", "0").build();
        PodInfo larger = aPod().named("other").forecast("301Mi", "0").build();
        Verdict first = filter.filter(new CycleState(), large, node);
        assertThat(filter.filter(new CycleState(), larger, node)).isSameAs(first);
        assertThat(((Verdict.Rejected) first).text())
                .isEqualTo("predicted memory of the node would exceed its GC headroom")
                .doesNotContainPattern("\\d");
    }

    @Test
    void every_number_is_explained() {
        assertThatPlugin(plugin)
                .on(node)
                .with(aPod().forecast("100Mi", "0").build())
                .explains("node forecast", 600 << 20)
                .explains("pod forecast", 100 << 20)
                .explains("usable", 850 << 20)
                .explains("needed at quantile", 700 << 20)
                .explains("headroom", 150 << 20);
    }

    @Test
    void arguments_change_the_verdict_and_bad_ones_are_named() {
        PodInfo pod = aPod().forecast("300Mi", "0").build();
        Plugin generous = GcHeadroomFit.FACTORY.create(new Args(0.95, 0.9, 0.3, 0));
        assertThatPlugin(plugin).on(node).with(pod).rejectsBecause(REASON);
        assertThatPlugin(generous).on(node).with(pod).fits();
        assertThat(GcHeadroomFit.FACTORY.validate(GcHeadroomFit.FACTORY.defaults()))
                .isEmpty();
        assertThat(GcHeadroomFit.FACTORY.validate(new Args(1, 0, -1, 1)))
                .extracting(problem -> problem.path())
                .containsExactly("quantile", "sensitivity", "correlation", "confidence");
        assertThat(GcHeadroomFit.FACTORY.name()).isEqualTo(plugin.name());
    }
}
