package dev.headroom.priorities;

import static dev.headroom.testkit.NodeBuilder.aNode;
import static dev.headroom.testkit.PluginAssert.assertThatPlugin;
import static dev.headroom.testkit.PodBuilder.aPod;

import dev.headroom.api.Plugin;
import org.junit.jupiter.api.Test;

/** Nodes have 4 CPUs unless they say something else. */
class GcCpuTest {

    private final Plugin plugin = GcCpu.FACTORY.create(GcCpu.FACTORY.defaults());

    @Test
    void the_score_is_the_free_share_once_programs_and_collectors_have_theirs() {
        // 4000 − 0 − 400 = 3600 of 4000; 4000 − (900 + 300) − 400 = 2400 of 4000; 4000 − 4000 − 400 < 0
        assertThatPlugin(plugin)
                .on(
                        aNode().named("empty").build(),
                        aNode().named("busy")
                                .running(aPod().named("a").needingCpu(900, 300).build())
                                .build(),
                        aNode().named("full")
                                .running(aPod().named("b").needingCpu(4000, 0).build())
                                .build())
                .with(aPod().needingCpu(300, 100).build())
                .scores(90, 60, 0);
    }

    @Test
    void of_a_pod_whose_cpu_is_not_known_the_request_counts() {
        // 4000 − 1000 − 600 = 2400 of 4000
        assertThatPlugin(plugin)
                .on(aNode().running(aPod().named("a").requesting(1000, "0").build())
                        .build())
                .with(aPod().requesting(600, "0").build())
                .scores(60);
    }

    @Test
    void a_prediction_counts_instead_of_the_request_whichever_is_more() {
        // 4000 − 200 − 100 = 3700, although 3000 and 2000 are requested
        assertThatPlugin(plugin)
                .on(aNode().running(aPod().named("a")
                                .requesting(3000, "0")
                                .needingCpu(150, 50)
                                .build())
                        .build())
                .with(aPod().requesting(2000, "0").needingCpu(100, 0).build())
                .scores(92.5);
    }

    @Test
    void unresolved_pods_count_with_their_requests() {
        // 4000 − 500 − 1500 = 2000 of 4000
        assertThatPlugin(plugin)
                .on(aNode().chargedWith(aPod().named("a").requesting(500, "0").build())
                        .build())
                .with(aPod().requesting(1500, "0").build())
                .scores(50);
    }

    @Test
    void a_node_that_reports_no_cpu_scores_the_mean_of_the_others() {
        assertThatPlugin(plugin)
                .on(
                        aNode().named("silent").allocatable(0, "1Gi").build(),
                        aNode().named("a").build(),
                        aNode().named("b")
                                .running(aPod().named("c").needingCpu(2000, 0).build())
                                .build())
                .with(aPod().build())
                .scores(75, 100, 50);
        assertThatPlugin(plugin)
                .on(aNode().allocatable(0, "1Gi").build())
                .with(aPod().build())
                .scores(50);
    }

    @Test
    void every_number_is_explained() {
        assertThatPlugin(plugin)
                .on(aNode().running(aPod().named("a").needingCpu(900, 300).build())
                        .running(aPod().named("b").requesting(100, "0").build())
                        .build())
                .with(aPod().needingCpu(300, 100).build())
                .explains("free with pod", 2300)
                .explains("pod", 400)
                .explains("of it GC", 100)
                .explains("predicted on node", 1300)
                .explains("of it GC on node", 300)
                .explains("pods counted by request", 1);
    }
}
