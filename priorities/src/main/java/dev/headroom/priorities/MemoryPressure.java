package dev.headroom.priorities;

import dev.headroom.api.Contribution;
import dev.headroom.api.Contribution.Quantity;
import dev.headroom.api.Contribution.Unit;
import dev.headroom.api.CycleState;
import dev.headroom.api.ExplainedPlugin;
import dev.headroom.api.NodeInfo;
import dev.headroom.api.NodeMemory;
import dev.headroom.api.PluginFactory;
import dev.headroom.api.PodInfo;
import dev.headroom.api.PreScorePlugin;
import dev.headroom.api.Problem;
import dev.headroom.api.ScorePlugin;
import dev.headroom.api.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Shuns nodes whose pods wait for memory. Where the kernel says how long they wait (PSI some, a share of time)
 * {@code score = 100 · max(0, 1 − some/stall)}. Elsewhere by how much of the feedback's threshold they use,
 *
 * <pre>used = Σ pods' working sets / (sensitivity · corrected allocatable), score = 100 · (1 − used)/(1 − calm)</pre>
 *
 * <p>held within 0 to 100. A node of which neither is known scores the mean of the others.
 */
public final class MemoryPressure implements PreScorePlugin, ScorePlugin, ExplainedPlugin {

    public static final PluginFactory<Args> FACTORY =
            PluginFactory.of("MemoryPressure", new Args(0.1, 0.7, 0.85), Args::problems, MemoryPressure::new);

    private static final Verdict NOTHING_MEASURED = new Verdict.Skipped("no node's pressure was measured");

    private final Args args;

    private MemoryPressure(Args args) {
        this.args = args;
    }

    /**
     * Arguments.
     *
     * @param stall share of time spent waiting from which the score is 0, 0.001 to 1
     * @param calm share of the threshold up to which there is no pressure, 0 to 0.99
     * @param sensitivity share of what pods can have that may be filled, 0.5 to 1
     */
    public record Args(double stall, double calm, double sensitivity) {

        List<Problem> problems() {
            List<Problem> problems = new ArrayList<>();
            Problem.require(problems, "stall", stall, 0.001, 1);
            Problem.require(problems, "calm", calm, 0, 0.99);
            Problem.require(problems, "sensitivity", sensitivity, 0.5, 1);
            return problems;
        }
    }

    @Override
    public String name() {
        return FACTORY.name();
    }

    @Override
    public Verdict preScore(CycleState state, PodInfo pod, List<NodeInfo> nodes) {
        for (int i = 0; i < nodes.size(); i++) {
            if (score(state, pod, nodes.get(i)) >= 0) {
                return Verdict.FITS;
            }
        }
        return NOTHING_MEASURED;
    }

    @Override
    public double score(CycleState state, PodInfo pod, NodeInfo node) {
        double some = node.memory().pressureSome();
        double score = Double.isNaN(some) ? (1 - used(node.memory())) / (1 - args.calm()) : 1 - some / args.stall();
        return Double.isNaN(score) ? Neutral.UNKNOWN : MAX_SCORE * Math.clamp(score, 0.0, 1.0);
    }

    @Override
    public void normalizeScore(CycleState state, PodInfo pod, List<NodeInfo> nodes, double[] scores) {
        Neutral.fill(scores);
    }

    @Override
    public Contribution explain(CycleState state, PodInfo pod, NodeInfo node) {
        Quantity waiting =
                new Quantity("waiting for memory", 100 * node.memory().pressureSome(), Unit.PERCENT);
        Quantity used = new Quantity("used of threshold", 100 * used(node.memory()), Unit.PERCENT);
        List<Quantity> known =
                Stream.of(waiting, used).filter(q -> !Double.isNaN(q.value())).toList();
        return new Contribution(known, Double.NaN, node.memory().measuredAtMillis());
    }

    private double used(NodeMemory memory) {
        double threshold = args.sensitivity() * memory.availableBytes();
        return threshold > 0 ? memory.podsWorkingSetBytes() / threshold : Double.NaN;
    }
}
