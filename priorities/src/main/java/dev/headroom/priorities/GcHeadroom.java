package dev.headroom.priorities;

import dev.headroom.api.Contribution;
import dev.headroom.api.CycleState;
import dev.headroom.api.ExplainedPlugin;
import dev.headroom.api.GcHeadroomModel;
import dev.headroom.api.NodeInfo;
import dev.headroom.api.PluginFactory;
import dev.headroom.api.PodInfo;
import dev.headroom.api.ScorePlugin;
import java.util.Arrays;
import java.util.List;

/**
 * Prefers the node with the most GC headroom left, as a share of what may be filled there, so that nodes of different
 * size compare. The raw score is that share: at most 1, negative where the forecast exceeds the node.
 *
 * <p>Normalised by {@link Stretch}. A pod of which nothing is known scores the same everywhere; a node that reports no
 * memory scores the mean of the others.
 */
public final class GcHeadroom implements ScorePlugin, ExplainedPlugin {

    public static final PluginFactory<Args> FACTORY = PluginFactory.of(
            "GcHeadroom",
            new Args(0.95, 0.85, 0.3),
            args -> GcHeadroomModel.validate(args.quantile(), args.sensitivity(), args.correlation()),
            GcHeadroom::new);

    private static final double NEUTRAL = (MIN_SCORE + MAX_SCORE) / 2;

    private final GcHeadroomModel model;

    private GcHeadroom(Args args) {
        this.model = new GcHeadroomModel(args.quantile(), args.sensitivity(), args.correlation());
    }

    /**
     * Arguments, with the ranges of {@link GcHeadroomModel}.
     *
     * @param quantile of the node's summed plateaus that counts as taken
     * @param sensitivity share of what pods can have that may be filled
     * @param correlation between every two pods' plateaus while none was learnt
     */
    public record Args(double quantile, double sensitivity, double correlation) {}

    @Override
    public String name() {
        return FACTORY.name();
    }

    @Override
    public double score(CycleState state, PodInfo pod, NodeInfo node) {
        return pod.forecast().isKnown() && model.knows(node)
                ? (double) model.headroomBytes(node, pod) / model.limitBytes(node)
                : 0;
    }

    @Override
    public void normalizeScore(CycleState state, PodInfo pod, List<NodeInfo> nodes, double[] scores) {
        double best = Double.NEGATIVE_INFINITY;
        double worst = Double.POSITIVE_INFINITY;
        double deviations = 0;
        int known = 0;
        for (int i = 0; i < scores.length; i++) {
            NodeInfo node = nodes.get(i);
            if (model.knows(node)) {
                best = Math.max(best, scores[i]);
                worst = Math.min(worst, scores[i]);
                deviations += model.deviationBytes(node, pod) / model.limitBytes(node);
                known++;
            }
        }
        if (!pod.forecast().isKnown() || known == 0) {
            Arrays.fill(scores, NEUTRAL);
            return;
        }
        Stretch stretch = Stretch.over(best, worst, deviations / known);
        for (int i = 0; i < scores.length; i++) {
            scores[i] = model.knows(nodes.get(i)) ? stretch.score(scores[i]) : Neutral.UNKNOWN;
        }
        Neutral.fill(scores);
    }

    @Override
    public Contribution explain(CycleState state, PodInfo pod, NodeInfo node) {
        return model.explain(node, pod);
    }
}
