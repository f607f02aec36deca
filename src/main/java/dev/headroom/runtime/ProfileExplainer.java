package dev.headroom.runtime;

import dev.headroom.api.Contribution;
import dev.headroom.api.CycleState;
import dev.headroom.api.ExplainedPlugin;
import dev.headroom.api.NodeInfo;
import dev.headroom.api.Plugin;
import dev.headroom.api.PodInfo;
import dev.headroom.api.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Recomputes, from the records that a decision was made on, what each plugin said. Works on a profile of its own and
 * never on the one that answers verbs. Used by one thread.
 */
public final class ProfileExplainer {

    private static final GuardPolicy PATIENT =
            new GuardPolicy(Duration.ofSeconds(10), 1, Duration.ofNanos(0), Duration.ofNanos(0));

    private final Profile profile;

    public ProfileExplainer(ProfileSpec spec) {
        // No pause: a plugin that failed in one explanation is asked again in the next.
        this.profile = new Profile(spec, PATIENT, () -> 0, PluginObserver.NONE);
    }

    /** Explains all nodes; see {@link #explain(PodInfo, List, IntPredicate)}. */
    public List<List<PluginExplanation>> explain(PodInfo pod, List<NodeInfo> nodes) {
        return explain(pod, nodes, node -> true);
    }

    /**
     * @param nodes all nodes of the request, because scores are normalised over them
     * @param wanted the positions of the nodes to explain
     * @return at i what each plugin says of node i; an empty list for a node that is not wanted
     */
    public List<List<PluginExplanation>> explain(PodInfo pod, List<NodeInfo> nodes, IntPredicate wanted) {
        CycleState state = new CycleState();
        Map<Plugin, Verdict.@Nullable Rejected[]> refusals = new IdentityHashMap<>();
        for (FilterStage stage : profile.filters()) {
            Verdict.@Nullable Rejected[] own = new Verdict.Rejected[nodes.size()];
            stage.run(state, pod, nodes, own);
            refusals.put(stage.plugin(), own);
        }
        Map<Plugin, double[]> scores = new IdentityHashMap<>();
        Map<Plugin, Double> weights = new IdentityHashMap<>();
        for (ScoreStage stage : profile.scorers()) {
            double[] own = stage.run(state, pod, nodes);
            weights.put(stage.plugin(), stage.weight());
            if (own != null) {
                scores.put(stage.plugin(), own);
            }
        }
        List<List<PluginExplanation>> result = new ArrayList<>(nodes.size());
        for (int i = 0; i < nodes.size(); i++) {
            if (!wanted.test(i)) {
                result.add(List.of());
                continue;
            }
            List<PluginExplanation> ofNode = new ArrayList<>();
            for (FilterStage stage : profile.filters()) {
                Plugin plugin = stage.plugin();
                double[] own = scores.get(plugin);
                Verdict.@Nullable Rejected[] refusal = refusals.get(plugin);
                ofNode.add(new PluginExplanation(
                        plugin.name(),
                        weights.getOrDefault(plugin, 0.0),
                        refusal == null ? null : refusal[i],
                        own == null ? Double.NaN : own[i],
                        contribution(plugin, state, pod, nodes.get(i))));
            }
            result.add(List.copyOf(ofNode));
        }
        return result;
    }

    private static @Nullable Contribution contribution(Plugin plugin, CycleState state, PodInfo pod, NodeInfo node) {
        try {
            return plugin instanceof ExplainedPlugin explained ? explained.explain(state, pod, node) : null;
        } catch (RuntimeException e) {
            return null; // An explanation that fails is missing; the others still help.
        }
    }
}
