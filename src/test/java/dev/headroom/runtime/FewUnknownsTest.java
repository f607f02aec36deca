package dev.headroom.runtime;

import static dev.headroom.testkit.NodeBuilder.aNode;
import static dev.headroom.testkit.PluginAssert.assertThatPlugin;
import static dev.headroom.testkit.PodBuilder.aPod;

import dev.headroom.api.Plugin;
import org.junit.jupiter.api.Test;

class FewUnknownsTest {

    private final Plugin plugin = FewUnknowns.FACTORY.create(new FewUnknowns.Args(4));

    @Test
    void a_node_scores_less_with_each_pod_that_has_no_forecast() {
        // 100 · (4 − 0)/4 = 100, 100 · (4 − 1)/4 = 75, 100 · (4 − 4)/4 = 0
        assertThatPlugin(plugin)
                .on(
                        aNode().running(aPod().forecast("1Gi", "100Mi").build()).build(),
                        aNode().running(1, aPod()).build(),
                        aNode().running(5, aPod()).build())
                .with(aPod().build())
                .scores(100, 75, 0);
    }

    @Test
    void says_how_many_pods_have_no_forecast() {
        assertThatPlugin(plugin)
                .on(aNode().running(5, aPod()).build())
                .with(aPod().build())
                .explains("pods without forecast", 5);
    }
}
