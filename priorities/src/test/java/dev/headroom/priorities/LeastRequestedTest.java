package dev.headroom.priorities;

import static dev.headroom.testkit.NodeBuilder.aNode;
import static dev.headroom.testkit.PluginAssert.assertThatPlugin;
import static dev.headroom.testkit.PodBuilder.aPod;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.api.NodeInfo;
import dev.headroom.api.Plugin;
import dev.headroom.testkit.NodeBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LeastRequestedTest {

    private final Plugin plugin = LeastRequested.FACTORY.create(LeastRequested.FACTORY.defaults());

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            an empty node: CPU 75 %, memory 90 %           | 1000 | 1000Mi | 0   | 0      | 82.5
            half its CPU: (25 + 90)/2                      | 1000 | 1000Mi | 500 | 0      | 57.5
            full of memory: (75 + 0)/2                     | 1000 | 1000Mi | 0   | 1000Mi | 37.5
            more asked for than there is: nothing          | 100  | 50Mi   | 100 | 50Mi   | 0
            a node without CPUs is judged by memory: 90    | 0    | 1000Mi | 0   | 0      | 90
            a node without memory is judged by CPU: 75     | 1000 | 0      | 0   | 0      | 75
            a node that reports nothing gets nothing       | 0    | 0      | 0   | 0      | 0
            """)
    void scores_the_mean_share_that_stays_free(
            String name, long cpu, String memory, long takenCpu, String takenMemory, double expected) {
        NodeInfo node = aNode().allocatable(cpu, memory)
                .running(aPod().requesting(takenCpu, takenMemory).build())
                .build();
        assertThatPlugin(plugin)
                .on(node)
                .with(aPod().requesting(250, "100Mi").build())
                .scores(expected);
    }

    @Test
    void requests_of_unresolved_pods_count() {
        NodeBuilder like = aNode().allocatable(1000, "1000Mi");
        NodeInfo empty = like.named("empty").build();
        NodeInfo charged = like.named("charged")
                .chargedWith(aPod().requesting(500, "500Mi").build())
                .build();
        assertThatPlugin(plugin).on(empty, charged).with(aPod().build()).scores(100, 50);
    }

    @Test
    void forecasts_do_not_matter() {
        NodeInfo hot = aNode().named("hot")
                .running(aPod().forecast("15Gi", "1Gi").build())
                .build();
        assertThatPlugin(plugin)
                .on(hot, aNode().named("cold").build())
                .with(aPod().build())
                .scores(100, 100);
    }

    @Test
    void its_numbers_are_explained() {
        NodeInfo node = aNode().allocatable(1000, "1000Mi").build();
        assertThatPlugin(plugin)
                .on(node)
                .with(aPod().requesting(250, "100Mi").build())
                .explains("requested with pod", 250)
                .explains("requested with pod", 100 << 20);
        assertThat(LeastRequested.FACTORY.name()).isEqualTo(plugin.name());
    }
}
