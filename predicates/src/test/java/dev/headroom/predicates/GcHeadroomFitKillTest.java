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
import dev.headroom.testkit.NodeBuilder;
import org.junit.jupiter.api.Test;

/** With the default confidence of 0.95, where a kill must be near certain. Pods can have 1000 MiB. */
class GcHeadroomFitKillTest {

    private static final String REASON = "NodeMemoryForecast";

    private final Plugin plugin = GcHeadroomFit.FACTORY.create(GcHeadroomFit.FACTORY.defaults());

    @Test
    void a_pod_without_headroom_fits_while_a_kill_is_not_near_certain() {
        // mean 900 + 100 = 1000, deviation 50 (ρ makes no difference for one pod): P(sum > 1000) = 50 %
        assertThatPlugin(plugin)
                .on(running("900Mi", "50Mi").build())
                .with(aPod().forecast("100Mi", "0").build())
                .fits()
                .explains("node kill probability", 50);
    }

    @Test
    void it_is_refused_once_the_mean_is_164_percent_of_the_deviation_above_what_the_kernel_has() {
        // 900 + 182 − 1000 = 82 is below 1.645·50 = 82.2, 183 − 100 = 83 is above
        NodeInfo node = running("900Mi", "50Mi").build();
        assertThatPlugin(plugin)
                .on(node)
                .with(aPod().forecast("182Mi", "0").build())
                .fits();
        assertThatPlugin(plugin)
                .on(node)
                .with(aPod().forecast("183Mi", "0").build())
                .rejectsBecause(REASON)
                .rejectsAndRemovalHelps(false);
    }

    @Test
    void what_the_kernel_has_decides_and_not_what_is_allocatable() {
        PodInfo pod = aPod().forecast("150Mi", "0").build();
        assertThatPlugin(plugin)
                .on(running("900Mi", "0").killingAt("1050Mi").build())
                .with(pod)
                .fits();
        assertThatPlugin(plugin)
                .on(running("900Mi", "0").killingAt("1049Mi").build())
                .with(pod)
                .rejectsBecause(REASON);
    }

    @Test
    void a_correction_by_feedback_is_what_both_conditions_go_by() {
        PodInfo pod = aPod().forecast("100Mi", "0").build();
        assertThatPlugin(plugin).on(running("800Mi", "0").build()).with(pod).fits();
        assertThatPlugin(plugin)
                .on(running("800Mi", "0").correctedTo("890Mi").build())
                .with(pod)
                .rejectsBecause(REASON)
                .explains("corrected allocatable", 890 << 20);
    }

    @Test
    void removal_helps_where_the_kill_is_certain_because_of_lower_priorities() {
        NodeBuilder node = aNode().allocatable("1000Mi")
                .running(aPod().named("low")
                        .withPriority(1)
                        .forecast("600Mi", "0")
                        .build())
                .running(aPod().named("same")
                        .withPriority(5)
                        .forecast("500Mi", "0")
                        .build());
        assertThatPlugin(plugin)
                .on(node.build())
                .with(aPod().withPriority(5).forecast("500Mi", "0").build())
                .rejectsAndRemovalHelps(true);
        assertThatPlugin(plugin)
                .on(node.build())
                .with(aPod().withPriority(5).forecast("501Mi", "0").build())
                .rejectsAndRemovalHelps(false);
    }

    @Test
    void a_single_peaky_pod_makes_a_kill_less_certain_and_the_headroom_smaller() {
        // without its peaks 900 + 120 > 1000 for sure; with a 95 % quantile of 1064 the deviation is 164/1.645
        PodInfo pod = aPod().forecast("120Mi", "0").build();
        assertThatPlugin(plugin).on(running("900Mi", "0").build()).with(pod).rejectsBecause(REASON);
        NodeInfo peaky = aNode().allocatable("1000Mi")
                .running(aPod().named("p")
                        .forecast("900Mi", "0")
                        .peakingAt("1064Mi")
                        .build())
                .build();
        assertThatPlugin(plugin)
                .on(peaky)
                .with(pod)
                .fits()
                .explains("largest pod decides", 1)
                .explains("needed at quantile", 1184 << 20);
    }

    @Test
    void what_falling_forecasts_free_is_not_given_out_at_once() {
        PodInfo pod = aPod().forecast("100Mi", "0").build();
        assertThatPlugin(plugin).on(running("900Mi", "0").build()).with(pod).fits();
        assertThatPlugin(plugin)
                .on(running("900Mi", "0").holdingBack("1").build())
                .with(pod)
                .rejectsBecause(REASON);
        Plugin byHeadroom = GcHeadroomFit.FACTORY.create(new Args(0.95, 0.85, 0.3, 0));
        assertThatPlugin(byHeadroom)
                .on(running("750Mi", "0").holdingBack("1").build())
                .with(pod)
                .rejectsBecause(REASON);
    }

    @Test
    void what_is_unknown_blocks_nothing() {
        assertThatPlugin(plugin)
                .on(running("5000Mi", "0").build())
                .with(aPod().build())
                .fits();
        assertThatPlugin(plugin)
                .on(aNode().allocatable("0").build())
                .with(aPod().forecast("1Gi", "0").build())
                .fits();
    }

    @Test
    void the_verdict_is_a_constant() {
        FilterPlugin filter = (FilterPlugin) plugin;
        NodeInfo node = running("1100Mi", "0").build();
        Verdict first =
                filter.filter(new CycleState(), aPod().forecast("300Mi", "0").build(), node);
        assertThat(filter.filter(
                        new CycleState(), aPod().named("b").forecast("1Mi", "0").build(), node))
                .isSameAs(first);
    }

    private static NodeBuilder running(String mean, String spread) {
        return aNode().allocatable("1000Mi")
                .running(aPod().named("running").forecast(mean, spread).build());
    }
}
