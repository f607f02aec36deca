package dev.headroom.testkit;

import dev.headroom.api.CycleState;
import dev.headroom.api.ExplainedPlugin;
import dev.headroom.api.FilterPlugin;
import dev.headroom.api.NodeInfo;
import dev.headroom.api.Plugin;
import dev.headroom.api.PodInfo;
import dev.headroom.api.PreFilterPlugin;
import dev.headroom.api.PreScorePlugin;
import dev.headroom.api.ScorePlugin;
import dev.headroom.api.Verdict;
import dev.headroom.api.Verdict.Broken;
import dev.headroom.api.Verdict.Fits;
import dev.headroom.api.Verdict.Rejected;
import dev.headroom.api.Verdict.Skipped;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What a plugin says of one pod on some nodes; made by {@link PluginAssert}. */
public final class PluginAnswer {

    /** Scores are compared within half a point of 100. */
    private static final double TOLERANCE = 0.5;

    private final Plugin plugin;
    private final List<NodeInfo> nodes;
    private final PodInfo pod;

    PluginAnswer(Plugin plugin, List<NodeInfo> nodes, PodInfo pod) {
        this.plugin = plugin;
        this.nodes = nodes;
        this.pod = pod;
    }

    /** The pod fits on every node; a filter without an opinion counts as fitting. */
    public PluginAnswer fits() {
        for (NodeInfo node : nodes) {
            Verdict verdict = verdict(node);
            switch (verdict) {
                case Fits fits -> {}
                case Skipped skipped -> {}
                case Rejected rejected -> throw failure(node, "fits", verdict);
                case Broken broken -> throw failure(node, "fits", verdict);
            }
        }
        return this;
    }

    /** Every node is refused with this reason code. */
    public PluginAnswer rejectsBecause(String reason) {
        for (NodeInfo node : nodes) {
            if (!(verdict(node) instanceof Rejected rejected)
                    || !rejected.reason().equals(reason)) {
                throw failure(node, "rejected because of " + reason, verdict(node));
            }
        }
        return this;
    }

    /** Every node is refused, and removing pods of lower priority would change that, or would not. */
    public PluginAnswer rejectsAndRemovalHelps(boolean helps) {
        for (NodeInfo node : nodes) {
            if (!(verdict(node) instanceof Rejected rejected) || rejected.removalHelps() != helps) {
                throw failure(node, "rejected with removalHelps=" + helps, verdict(node));
            }
        }
        return this;
    }

    /** The normalised scores of the nodes, in the order of {@link PluginAssert#on}, each within half a point. */
    public PluginAnswer scores(double... expected) {
        double[] actual = scores();
        for (int i = 0; i < actual.length; i++) {
            if (expected.length != actual.length || !(Math.abs(expected[i] - actual[i]) <= TOLERANCE)) {
                throw new AssertionError(about() + " should score " + named(expected) + " but scores " + named(actual));
            }
        }
        return this;
    }

    /** The explanation of every node names this quantity with this value, exactly. */
    public PluginAnswer explains(String quantity, double value) {
        if (!(plugin instanceof ExplainedPlugin explained)) {
            throw new AssertionError("plugin " + plugin.name() + " does not explain itself");
        }
        for (NodeInfo node : nodes) {
            var quantities = explained.explain(new CycleState(), pod, node).quantities();
            if (quantities.stream().noneMatch(q -> q.name().equals(quantity) && q.value() == value)) {
                throw failure(node, "explained with " + quantity + " = " + value, quantities);
            }
        }
        return this;
    }

    /** The normalised scores themselves, for assertions that are not here. */
    public double[] scores() {
        if (!(plugin instanceof ScorePlugin score)) {
            throw new AssertionError("plugin " + plugin.name() + " is not a score plugin");
        }
        CycleState state = new CycleState();
        if (plugin instanceof PreScorePlugin pre && !(pre.preScore(state, pod, nodes) instanceof Fits)) {
            return new double[nodes.size()];
        }
        double[] scores = nodes.stream()
                .mapToDouble(node -> score.score(state, pod, node))
                .toArray();
        score.normalizeScore(state, pod, nodes, scores);
        for (double value : scores) {
            if (!(value >= ScorePlugin.MIN_SCORE && value <= ScorePlugin.MAX_SCORE)) {
                throw new AssertionError(about() + " should score from 0 to 100 but scores " + named(scores));
            }
        }
        return scores;
    }

    private Verdict verdict(NodeInfo node) {
        if (!(plugin instanceof FilterPlugin filter)) {
            throw new AssertionError("plugin " + plugin.name() + " is not a filter plugin");
        }
        CycleState state = new CycleState();
        if (plugin instanceof PreFilterPlugin pre) {
            Verdict first = pre.preFilter(state, pod);
            if (!(first instanceof Fits)) {
                return first;
            }
        }
        return filter.filter(state, pod, node);
    }

    private AssertionError failure(NodeInfo node, String expected, Object actual) {
        return new AssertionError(about() + " on node " + node.name() + " should be " + expected + " but is " + actual);
    }

    private String about() {
        return "plugin " + plugin.name() + ": pod " + pod.displayName();
    }

    private String named(double[] values) {
        if (values.length != nodes.size()) {
            return Arrays.toString(values) + " for " + nodes.size() + " nodes";
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < values.length; i++) {
            text.append(i == 0 ? "" : ", ").append(nodes.get(i).name());
            text.append(String.format(Locale.ROOT, " %.2f", values[i]));
        }
        return text.toString();
    }
}
