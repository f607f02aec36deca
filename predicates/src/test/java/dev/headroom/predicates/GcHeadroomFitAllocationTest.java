package dev.headroom.predicates;

import static dev.headroom.testkit.NodeBuilder.aNode;
import static dev.headroom.testkit.PodBuilder.aPod;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.headroom.api.CycleState;
import dev.headroom.api.FilterPlugin;
import dev.headroom.api.NodeInfo;
import dev.headroom.api.PodInfo;
import dev.headroom.api.Verdict;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Five hundred nodes per request must not cost garbage. */
class GcHeadroomFitAllocationTest {

    private static final int ROUNDS = 200;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final FilterPlugin plugin = (FilterPlugin) GcHeadroomFit.FACTORY.create(GcHeadroomFit.FACTORY.defaults());
    private final PodInfo pod = aPod().withPriority(5).forecast("300Mi", "40Mi").build();

    @Test
    void five_hundred_nodes_are_judged_without_allocating() {
        List<NodeInfo> nodes = nodes();
        CycleState state = new CycleState();
        int refused = 0;
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int round = 0; round < ROUNDS; round++) {
            for (int i = 0; i < nodes.size(); i++) {
                if (plugin.filter(state, pod, nodes.get(i)) != Verdict.FITS) {
                    refused++;
                }
            }
        }
        long perRequest = (threads.getCurrentThreadAllocatedBytes() - before) / ROUNDS;
        assertThat(perRequest).as("bytes per request of 500 nodes").isLessThan(500);
        assertThat(refused).as("both outcomes are reached").isBetween(1, 500 * ROUNDS - 1);
    }

    /** From empty to overcommitted. */
    private static List<NodeInfo> nodes() {
        List<NodeInfo> nodes = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            nodes.add(aNode().named("node-" + i)
                    .running(i % 90, aPod().withPriority(i % 10).forecast("300Mi", "40Mi"))
                    .build());
        }
        return nodes;
    }
}
