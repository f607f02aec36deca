package dev.headroom.priorities;

import static dev.headroom.testkit.NodeBuilder.aNode;
import static dev.headroom.testkit.PodBuilder.aPod;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.headroom.api.CycleState;
import dev.headroom.api.NodeInfo;
import dev.headroom.api.PodInfo;
import dev.headroom.api.ScorePlugin;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Five hundred nodes per request must not cost garbage. */
class GcHeadroomAllocationTest {

    private static final int ROUNDS = 200;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final ScorePlugin plugin = (ScorePlugin) GcHeadroom.FACTORY.create(GcHeadroom.FACTORY.defaults());
    private final PodInfo pod = aPod().withPriority(5).forecast("300Mi", "40Mi").build();

    @Test
    void five_hundred_nodes_are_judged_without_allocating() {
        List<NodeInfo> nodes = nodes();
        CycleState state = new CycleState();
        double[] scores = new double[nodes.size()];
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int round = 0; round < ROUNDS; round++) {
            for (int i = 0; i < scores.length; i++) {
                scores[i] = plugin.score(state, pod, nodes.get(i));
            }
            plugin.normalizeScore(state, pod, nodes, scores);
        }
        long perRequest = (threads.getCurrentThreadAllocatedBytes() - before) / ROUNDS;
        assertThat(perRequest).as("bytes per request of 500 nodes").isLessThan(500);
        assertThat(scores).contains(0, 100);
    }

    /** From empty to overcommitted. */
    private static List<NodeInfo> nodes() {
        List<NodeInfo> nodes = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            nodes.add(aNode().named("node-" + i)
                    .running(i % 60, aPod().withPriority(i % 10).forecast("300Mi", "40Mi"))
                    .build());
        }
        return nodes;
    }
}
