package dev.headroom.extender.verbs;

import dev.headroom.api.CycleState;
import dev.headroom.api.FilterPlugin;
import dev.headroom.api.NodeInfo;
import dev.headroom.api.Plugin;
import dev.headroom.api.PluginFactory;
import dev.headroom.api.PodInfo;
import dev.headroom.api.ScorePlugin;
import dev.headroom.api.Verdict;
import java.util.HashMap;
import java.util.Map;

/** A plugin that says of each node, by name, what a test wants it to say; of other nodes that the pod fits, score 50. */
final class ScriptedPlugin implements FilterPlugin, ScorePlugin {

    static final Verdict.Rejected FULL = new Verdict.Rejected("Full", "the \"node\" is full", false);
    static final Verdict.Rejected FULL_OF_LOWER = new Verdict.Rejected("Full", "the \"node\" is full", true);

    private final Map<String, Verdict> verdicts = new HashMap<>();
    private final Map<String, Double> scores = new HashMap<>();

    ScriptedPlugin refuses(String node) {
        verdicts.put(node, FULL);
        return this;
    }

    ScriptedPlugin refusesButRemovalHelps(String node) {
        verdicts.put(node, FULL_OF_LOWER);
        return this;
    }

    ScriptedPlugin accepts(String node) {
        verdicts.remove(node);
        return this;
    }

    ScriptedPlugin scores(String node, double score) {
        scores.put(node, score);
        return this;
    }

    @Override
    public String name() {
        return "Scripted";
    }

    @Override
    public Verdict filter(CycleState state, PodInfo pod, NodeInfo node) {
        return verdicts.getOrDefault(node.name(), Verdict.FITS);
    }

    @Override
    public double score(CycleState state, PodInfo pod, NodeInfo node) {
        return scores.getOrDefault(node.name(), 50.0);
    }

    /** Takes no arguments. */
    record Args() {}

    PluginFactory<Args> factory() {
        return new PluginFactory<>() {
            @Override
            public String name() {
                return ScriptedPlugin.this.name();
            }

            @Override
            public Args defaults() {
                return new Args();
            }

            @Override
            public Plugin create(Args arguments) {
                return ScriptedPlugin.this;
            }
        };
    }
}
