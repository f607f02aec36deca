package dev.headroom.extender.decisions;

import dev.headroom.api.Contribution;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was said of one node, with all numbers.
 *
 * @param rank 1 for the best score; null if no score was asked for
 * @param score the profile's, 0 to 100; null if none was asked for
 * @param sent what kube-scheduler was told, 0 to 10; null if it did not ask
 * @param refusal null if no filter objects
 */
public record NodeFacts(
        String name,
        @Nullable Integer rank,
        @Nullable Double score,
        @Nullable Integer sent,
        @Nullable Refusal refusal,
        List<PluginFacts> plugins) {

    public NodeFacts {
        plugins = List.copyOf(plugins);
    }

    /**
     * Why a node is refused.
     *
     * @param reason short code
     * @param text constant text, as in the pod's event
     * @param removalHelps whether the pod may preempt and removing pods of lower priority would make room
     * @param enforced whether the node was really taken out of the answer; otherwise it would be in mode
     *     enforce, unless removal helps or the pod's forecast is none to refuse by
     */
    public record Refusal(String reason, String text, boolean removalHelps, boolean enforced) {}

    /**
     * What one plugin said of the node.
     *
     * @param weight among the plugins that score; 0 if it only filters
     * @param score 0 to 100; null if it had no opinion
     * @param points how much of the node's score is its: weight · score / Σ weights; null if it had no opinion
     * @param refuses whether it objects to the node
     * @param quantities the numbers it looked at
     * @param confidence of the forecast it used, 0 to 1; null if it used none
     * @param ageMillis of the oldest measurement it used, at the time of the decision; null if it used none
     */
    public record PluginFacts(
            String plugin,
            double weight,
            @Nullable Double score,
            @Nullable Double points,
            boolean refuses,
            List<Contribution.Quantity> quantities,
            @Nullable Double confidence,
            @Nullable Long ageMillis) {

        public PluginFacts {
            quantities = List.copyOf(quantities);
        }
    }
}
