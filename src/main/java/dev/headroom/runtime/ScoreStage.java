package dev.headroom.runtime;

import dev.headroom.api.CycleState;
import dev.headroom.api.NodeInfo;
import dev.headroom.api.PodInfo;
import dev.headroom.api.PreScorePlugin;
import dev.headroom.api.ScorePlugin;
import dev.headroom.api.Verdict;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One plugin's PreScore, Score and NormalizeScore. */
record ScoreStage(ScorePlugin plugin, double weight, Guard guard) {

    /** The same with an array of its own. */
    double @Nullable [] run(CycleState state, PodInfo pod, List<NodeInfo> nodes) {
        return run(state, pod, nodes, new double[nodes.size()]);
    }

    /**
     * Scores the nodes.
     *
     * @param scores taken for the result; as many as nodes
     * @return a score within 0 to 100 for each node; null if the plugin has no opinion on this pod, or failed
     */
    double @Nullable [] run(CycleState state, PodInfo pod, List<NodeInfo> nodes, double[] scores) {
        if (plugin instanceof PreScorePlugin preScore) {
            Verdict verdict = guard.call(
                    ExtensionPoint.PRE_SCORE,
                    () -> Sense.in(preScore.preScore(state, pod, nodes), plugin, ExtensionPoint.PRE_SCORE));
            if (!(verdict instanceof Verdict.Fits)) {
                return null;
            }
        }
        return guard.call(ExtensionPoint.SCORE, () -> scores(state, pod, nodes, scores));
    }

    private double[] scores(CycleState state, PodInfo pod, List<NodeInfo> nodes, double[] scores) {
        for (int i = 0; i < scores.length; i++) {
            scores[i] = plugin.score(state, pod, nodes.get(i));
        }
        plugin.normalizeScore(state, pod, nodes, scores);
        for (int i = 0; i < scores.length; i++) {
            // Written so that NaN fails too.
            if (!(scores[i] >= ScorePlugin.MIN_SCORE && scores[i] <= ScorePlugin.MAX_SCORE)) {
                throw new NonsenseException(
                        plugin.name() + " scores node " + nodes.get(i).name() + " with " + scores[i] + ", allowed is "
                                + ScorePlugin.MIN_SCORE + " to " + ScorePlugin.MAX_SCORE);
            }
        }
        return scores;
    }
}
