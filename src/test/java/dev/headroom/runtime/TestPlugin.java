package dev.headroom.runtime;

import dev.headroom.api.Contribution;
import dev.headroom.api.CycleState;
import dev.headroom.api.ExplainedPlugin;
import dev.headroom.api.FilterPlugin;
import dev.headroom.api.NodeInfo;
import dev.headroom.api.Plugin;
import dev.headroom.api.PluginFactory;
import dev.headroom.api.PodInfo;
import dev.headroom.api.PostFilterPlugin;
import dev.headroom.api.PreFilterPlugin;
import dev.headroom.api.PreScorePlugin;
import dev.headroom.api.ScorePlugin;
import dev.headroom.api.Verdict;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** Plugins made of one function each, for tests of what runs them. */
final class TestPlugin {

    record NoArgs() {}

    record Filter(String name, Function<NodeInfo, Verdict> verdict) implements FilterPlugin {
        @Override
        public Verdict filter(CycleState state, PodInfo pod, NodeInfo node) {
            return verdict.apply(node);
        }
    }

    record PreFilter(String name, Verdict before, Function<NodeInfo, Verdict> verdict)
            implements PreFilterPlugin, FilterPlugin {
        @Override
        public Verdict preFilter(CycleState state, PodInfo pod) {
            return before;
        }

        @Override
        public Verdict filter(CycleState state, PodInfo pod, NodeInfo node) {
            return verdict.apply(node);
        }
    }

    record Score(String name, ToDoubleFunction<NodeInfo> score) implements ScorePlugin {
        @Override
        public double score(CycleState state, PodInfo pod, NodeInfo node) {
            return score.applyAsDouble(node);
        }
    }

    record PreScore(String name, Verdict before, ToDoubleFunction<NodeInfo> score)
            implements PreScorePlugin, ScorePlugin {
        @Override
        public Verdict preScore(CycleState state, PodInfo pod, List<NodeInfo> nodes) {
            return before;
        }

        @Override
        public double score(CycleState state, PodInfo pod, NodeInfo node) {
            return score.applyAsDouble(node);
        }
    }

    record PostFilter(String name, BiFunction<NodeInfo, List<PodInfo>, Verdict> verdict) implements PostFilterPlugin {
        @Override
        public Verdict postFilter(CycleState state, PodInfo preemptor, NodeInfo node, List<PodInfo> victims) {
            return verdict.apply(node, victims);
        }
    }

    record Explained(String name, Function<NodeInfo, Contribution> contribution)
            implements ScorePlugin, ExplainedPlugin {
        @Override
        public double score(CycleState state, PodInfo pod, NodeInfo node) {
            return 50;
        }

        @Override
        public Contribution explain(CycleState state, PodInfo pod, NodeInfo node) {
            return contribution.apply(node);
        }
    }

    private TestPlugin() {}

    /** @param weight of its score */
    static PluginSpec<NoArgs> spec(double weight, Plugin plugin) {
        return new PluginSpec<>(factory(plugin), weight, new NoArgs());
    }

    static ProfileSpec profile(PluginSpec<?>... plugins) {
        return new ProfileSpec("headroom", Mode.ENFORCE, 3, List.of(plugins));
    }

    static PluginFactory<NoArgs> factory(Plugin plugin) {
        return new PluginFactory<>() {
            @Override
            public String name() {
                return plugin.name();
            }

            @Override
            public NoArgs defaults() {
                return new NoArgs();
            }

            @Override
            public Plugin create(NoArgs arguments) {
                return plugin;
            }
        };
    }
}
