package dev.headroom.priorities;

import dev.headroom.api.Contribution;
import dev.headroom.api.Contribution.Quantity;
import dev.headroom.api.Contribution.Unit;
import dev.headroom.api.CycleState;
import dev.headroom.api.ExplainedPlugin;
import dev.headroom.api.NodeInfo;
import dev.headroom.api.PluginFactory;
import dev.headroom.api.PodInfo;
import dev.headroom.api.ScorePlugin;
import java.util.List;

/**
 * Prefers the node whose CPU has the most room for what programs and their collectors are predicted to take:
 *
 * <pre>score = 100 · max(0, allocatable − (Σ predicted + unresolved requests + pod)) / allocatable</pre>
 *
 * <p>in thousandths of a CPU, where what is predicted of a pod is mutator + GC CPU, and its request if nothing is known.
 * A node that reports no CPU scores the mean of the others.
 */
public final class GcCpu implements ScorePlugin, ExplainedPlugin {

    public static final PluginFactory<Args> FACTORY =
            PluginFactory.of("GcCpu", new Args(), args -> List.of(), args -> new GcCpu());

    private GcCpu() {}

    /** Takes no arguments. */
    public record Args() {}

    @Override
    public String name() {
        return FACTORY.name();
    }

    @Override
    public double score(CycleState state, PodInfo pod, NodeInfo node) {
        long allocatable = node.allocatable().milliCpu();
        return allocatable <= 0 ? Neutral.UNKNOWN : MAX_SCORE * Math.max(0, free(pod, node)) / allocatable;
    }

    @Override
    public void normalizeScore(CycleState state, PodInfo pod, List<NodeInfo> nodes, double[] scores) {
        Neutral.fill(scores);
    }

    @Override
    public Contribution explain(CycleState state, PodInfo pod, NodeInfo node) {
        return new Contribution(
                List.of(
                        cpu("free with pod", free(pod, node)),
                        cpu("allocatable", node.allocatable().milliCpu()),
                        cpu("pod", pod.milliCpu()),
                        cpu("of it GC", pod.cpu().gcMilli()),
                        cpu("predicted on node", node.load().milliCpu()),
                        cpu("of it GC on node", node.load().gcMilliCpu()),
                        cpu("unresolved pods", node.chargedRequests().milliCpu()),
                        new Quantity("pods counted by request", node.load().unknownCpu(), Unit.COUNT)),
                Double.NaN,
                0);
    }

    private static long free(PodInfo pod, NodeInfo node) {
        return node.allocatable().milliCpu() - node.neededMilliCpu() - pod.milliCpu();
    }

    private static Quantity cpu(String name, long milli) {
        return new Quantity(name, (double) milli, Unit.MILLI_CPU);
    }
}
