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
 * Prefers the node with the least requested, whatever is forecast: the neutral comparison. The score is that of
 * kube-scheduler's NodeResourcesFit with LeastAllocated, CPU and memory weighted alike: the mean of the free shares of
 * allocatable after the pod, in percent; a resource that the node does not have is left out.
 *
 * <p>Two differences: requests of unresolved pods count, and a pod that requests nothing counts as nothing
 * (kube-scheduler assumes 100 m CPU and 200 MiB).
 */
public final class LeastRequested implements ScorePlugin, ExplainedPlugin {

    public static final PluginFactory<Args> FACTORY =
            PluginFactory.of("LeastRequested", new Args(), args -> List.of(), args -> new LeastRequested());

    private LeastRequested() {}

    /** Takes no arguments. */
    public record Args() {}

    @Override
    public String name() {
        return FACTORY.name();
    }

    @Override
    public double score(CycleState state, PodInfo pod, NodeInfo node) {
        long cpu = node.allocatable().milliCpu();
        long memory = node.allocatable().memoryBytes();
        int resources = (cpu > 0 ? 1 : 0) + (memory > 0 ? 1 : 0);
        if (resources == 0) {
            return MIN_SCORE;
        }
        return (freePercent(cpu, wantedCpu(pod, node)) + freePercent(memory, wantedMemory(pod, node))) / resources;
    }

    @Override
    public Contribution explain(CycleState state, PodInfo pod, NodeInfo node) {
        return new Contribution(
                List.of(
                        new Quantity("asked", pod.requests().memoryBytes(), Unit.BYTES),
                        new Quantity("requested with pod", wantedMemory(pod, node), Unit.BYTES),
                        new Quantity("allocatable", node.allocatable().memoryBytes(), Unit.BYTES),
                        new Quantity("asked", pod.requests().milliCpu(), Unit.MILLI_CPU),
                        new Quantity("requested with pod", wantedCpu(pod, node), Unit.MILLI_CPU),
                        new Quantity("allocatable", node.allocatable().milliCpu(), Unit.MILLI_CPU)),
                Double.NaN,
                0);
    }

    private static long wantedCpu(PodInfo pod, NodeInfo node) {
        return node.requested().milliCpu()
                + node.chargedRequests().milliCpu()
                + pod.requests().milliCpu();
    }

    private static long wantedMemory(PodInfo pod, NodeInfo node) {
        return node.requested().memoryBytes()
                + node.chargedRequests().memoryBytes()
                + pod.requests().memoryBytes();
    }

    private static double freePercent(long allocatable, long wanted) {
        return wanted >= allocatable ? 0 : MAX_SCORE * (allocatable - wanted) / allocatable;
    }
}
