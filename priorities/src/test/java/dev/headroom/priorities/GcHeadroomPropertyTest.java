package dev.headroom.priorities;

import static dev.headroom.testkit.NodeBuilder.aNode;
import static dev.headroom.testkit.PluginAssert.assertThatPlugin;
import static dev.headroom.testkit.PodBuilder.aPod;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.api.CycleState;
import dev.headroom.api.GcHeadroomModel;
import dev.headroom.api.NodeInfo;
import dev.headroom.api.PodInfo;
import dev.headroom.api.ScorePlugin;
import dev.headroom.testkit.NodeBuilder;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GcHeadroomPropertyTest {

    private final ScorePlugin plugin = (ScorePlugin) GcHeadroom.FACTORY.create(GcHeadroom.FACTORY.defaults());
    private final GcHeadroomModel model = new GcHeadroomModel(0.95, 0.85, 0.3);

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4})
    void scores_keep_the_order_of_headroom_and_noise_stays_within_one_step(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 300; round++) {
            PodInfo pod = randomPod(random, 256 << 20);
            NodeInfo[] nodes = new NodeInfo[random.nextInt(1, 30)];
            for (int i = 0; i < nodes.length; i++) {
                nodes[i] = randomNode(random, i);
            }
            double noise = 0;
            double[] raw = new double[nodes.length];
            for (int i = 0; i < nodes.length; i++) {
                raw[i] = plugin.score(new CycleState(), pod, nodes[i]);
                noise += model.deviationBytes(nodes[i], pod) / model.limitBytes(nodes[i]) / nodes.length;
            }
            double[] scores = assertThatPlugin(plugin).on(nodes).with(pod).scores();
            assertPairs(raw, scores, noise);
        }
    }

    private static void assertPairs(double[] raw, double[] scores, double noise) {
        for (int i = 0; i < raw.length; i++) {
            for (int j = 0; j < raw.length; j++) {
                if (raw[i] >= raw[j]) {
                    assertThat(scores[i]).isGreaterThanOrEqualTo(scores[j]);
                }
                if (Math.abs(raw[i] - raw[j]) < noise) {
                    assertThat(Math.abs(Steps.of(scores[i]) - Steps.of(scores[j])))
                            .isLessThanOrEqualTo(1);
                }
            }
        }
    }

    private static NodeInfo randomNode(Random random, int number) {
        NodeBuilder node = aNode().named("node-" + number).allocatable(random.nextInt(1, 17) + "Gi");
        for (int i = random.nextInt(20); i > 0; i--) {
            node.running(randomPod(random, 1 << 30));
        }
        return node.build();
    }

    private static PodInfo randomPod(Random random, long atMost) {
        long mean = random.nextLong(atMost);
        return aPod().forecast("" + mean, "" + random.nextLong(mean / 4 + 1)).build();
    }
}
