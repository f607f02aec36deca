package dev.headroom.runtime;

import dev.headroom.api.CycleState;
import dev.headroom.api.NodeInfo;
import dev.headroom.api.Plugin;
import dev.headroom.api.PodInfo;
import dev.headroom.api.PostFilterPlugin;
import dev.headroom.api.ScorePlugin;
import dev.headroom.api.Verdict;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A profile at work: runs its plugins over the nodes of a request. Plugin by plugin and not node by node, so that
 * timing and isolation cost two clock readings per plugin. Used by one thread; create one per thread from its spec.
 */
public final class Profile {

    private record PostFilterStage(PostFilterPlugin plugin, Guard guard) {}

    private final ProfileSpec spec;
    private final List<FilterStage> filters = new ArrayList<>();
    private final List<ScoreStage> scorers = new ArrayList<>();
    private final List<PostFilterStage> postFilters = new ArrayList<>();

    /** One plugin's scores, until they are added up; kept, for requests are mostly of one length. */
    private double[] scratch = new double[0];

    public Profile(ProfileSpec spec, GuardPolicy policy, Ticker ticker, PluginObserver observer) {
        this.spec = spec;
        for (PluginSpec<?> pluginSpec : spec.plugins()) {
            Plugin plugin = pluginSpec.create();
            // One guard for all extension points: a plugin that fails in one is not trusted in another.
            Guard guard = new Guard(new PluginId(spec.schedulerName(), plugin.name()), policy, ticker, observer);
            filters.add(new FilterStage(plugin, guard));
            if (plugin instanceof ScorePlugin scorer) {
                scorers.add(new ScoreStage(scorer, pluginSpec.weight(), guard));
            }
            if (plugin instanceof PostFilterPlugin postFilter) {
                postFilters.add(new PostFilterStage(postFilter, guard));
            }
        }
    }

    public ProfileSpec spec() {
        return spec;
    }

    /** Runs all filters whatever the mode: in a mode that refuses nothing the outcome is what would have been said. */
    public FilterOutcome filter(PodInfo pod, List<NodeInfo> nodes) {
        Verdict.@Nullable Rejected[] rejections = new Verdict.Rejected[nodes.size()];
        CycleState state = new CycleState();
        for (FilterStage stage : filters) {
            stage.run(state, pod, nodes, rejections);
        }
        int fitting = 0;
        for (Verdict.Rejected rejection : rejections) {
            fitting += rejection == null ? 1 : 0;
        }
        return new FilterOutcome(rejections, fitting);
    }

    /**
     * The weighted mean of the plugins' scores, 0 to 100, for each node; equal scores if no plugin has an opinion.
     *
     * @return at i the score of node i
     */
    public double[] score(PodInfo pod, List<NodeInfo> nodes) {
        double[] totals = new double[nodes.size()];
        CycleState state = new CycleState();
        double weights = 0;
        for (ScoreStage stage : scorers) {
            double[] scores = stage.weight() == 0 ? null : stage.run(state, pod, nodes, scratch(totals.length));
            if (scores == null) {
                continue;
            }
            weights += stage.weight();
            for (int i = 0; i < totals.length; i++) {
                totals[i] += stage.weight() * scores[i];
            }
        }
        for (int i = 0; i < totals.length && weights > 0; i++) {
            totals[i] /= weights;
        }
        return totals;
    }

    /**
     * Whether a preemption candidate is kept: no filter may refuse the preemptor once the victims are gone, so that
     * filter and preempt agree, and no PostFilter plugin may refuse the candidate.
     */
    public Verdict postFilter(PodInfo preemptor, NodeInfo node, List<PodInfo> victims) {
        List<PodInfo> rest = new ArrayList<>(node.pods());
        rest.removeAll(victims);
        Verdict.Rejected refused =
                filter(preemptor, List.of(node.withPods(rest))).rejections()[0];
        if (refused != null) {
            return refused;
        }
        CycleState state = new CycleState();
        for (PostFilterStage stage : postFilters) {
            Verdict verdict = stage.guard()
                    .call(
                            ExtensionPoint.POST_FILTER,
                            () -> Sense.in(
                                    stage.plugin().postFilter(state, preemptor, node, victims),
                                    stage.plugin(),
                                    ExtensionPoint.POST_FILTER));
            if (verdict instanceof Verdict.Rejected) {
                return verdict;
            }
        }
        return Verdict.FITS;
    }

    private double[] scratch(int length) {
        if (scratch.length != length) {
            scratch = new double[length];
        }
        return scratch;
    }

    /** The names of the plugins that are taken out at present. */
    List<String> takenOut() {
        return filters.stream()
                .filter(stage -> stage.guard().isOut())
                .map(stage -> stage.plugin().name())
                .toList();
    }

    List<FilterStage> filters() {
        return filters;
    }

    List<ScoreStage> scorers() {
        return scorers;
    }
}
