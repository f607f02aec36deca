package dev.headroom.priorities;

import dev.headroom.api.Contribution;
import dev.headroom.api.Contribution.Quantity;
import dev.headroom.api.Contribution.Unit;
import dev.headroom.api.CycleState;
import dev.headroom.api.ExplainedPlugin;
import dev.headroom.api.NodeInfo;
import dev.headroom.api.PluginFactory;
import dev.headroom.api.PodInfo;
import dev.headroom.api.PreScorePlugin;
import dev.headroom.api.Problem;
import dev.headroom.api.ScorePlugin;
import dev.headroom.api.Verdict;
import java.util.List;
import java.util.stream.Stream;

/**
 * Prefers the node on which predicted memory and predicted CPU are used alike once the pod is there, so that neither is
 * left over without the other:
 *
 * <pre>
 * memory = min(1, Σ mean plateaus with unresolved pods and pod / (sensitivity · corrected allocatable))
 * cpu    = min(1, Σ predicted CPU with unresolved pods and pod / allocatable)
 * score  = 100 · (1 − |memory − cpu|)
 * </pre>
 *
 * <p>There is no opinion on a pod whose memory is not known; a node that reports no memory or no CPU scores the mean of
 * the others.
 */
public final class Balance implements PreScorePlugin, ScorePlugin, ExplainedPlugin {

    public static final PluginFactory<Args> FACTORY = PluginFactory.of(
            "Balance",
            new Args(0.85),
            args -> Problem.outside("sensitivity", args.sensitivity(), 0.5, 1),
            Balance::new);

    private static final Verdict NO_FORECAST = new Verdict.Skipped("nothing is known of the pod's memory");

    private final double sensitivity;

    private Balance(Args args) {
        this.sensitivity = args.sensitivity();
    }

    /**
     * Arguments.
     *
     * @param sensitivity share of what pods can have that may be filled, 0.5 to 1
     */
    public record Args(double sensitivity) {}

    @Override
    public String name() {
        return FACTORY.name();
    }

    @Override
    public Verdict preScore(CycleState state, PodInfo pod, List<NodeInfo> nodes) {
        return pod.forecast().isKnown() ? Verdict.FITS : NO_FORECAST;
    }

    @Override
    public double score(CycleState state, PodInfo pod, NodeInfo node) {
        double difference = Math.abs(memory(pod, node) - cpu(pod, node));
        return Double.isNaN(difference) ? Neutral.UNKNOWN : MAX_SCORE * (1 - difference);
    }

    @Override
    public void normalizeScore(CycleState state, PodInfo pod, List<NodeInfo> nodes, double[] scores) {
        Neutral.fill(scores);
    }

    @Override
    public Contribution explain(CycleState state, PodInfo pod, NodeInfo node) {
        Quantity memory = new Quantity("memory used with pod", 100 * memory(pod, node), Unit.PERCENT);
        Quantity cpu = new Quantity("CPU used with pod", 100 * cpu(pod, node), Unit.PERCENT);
        List<Quantity> known =
                Stream.of(memory, cpu).filter(q -> !Double.isNaN(q.value())).toList();
        double confidence = pod.forecast().isKnown() ? pod.forecast().confidence() : Double.NaN;
        return new Contribution(known, confidence, node.sampledAtMillis());
    }

    private double memory(PodInfo pod, NodeInfo node) {
        long needed = node.forecast().meanBytes()
                + node.charged().meanBytes()
                + pod.forecast().meanBytes();
        return share(needed, sensitivity * node.memory().availableBytes());
    }

    private static double cpu(PodInfo pod, NodeInfo node) {
        return share(node.neededMilliCpu() + pod.milliCpu(), node.allocatable().milliCpu());
    }

    /** Of what is there, 1 at most; NaN if nothing is. */
    private static double share(double needed, double there) {
        return there > 0 ? Math.min(1, needed / there) : Double.NaN;
    }
}
