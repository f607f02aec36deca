package dev.headroom.runtime;

import dev.headroom.api.CycleState;
import dev.headroom.api.FilterPlugin;
import dev.headroom.api.NodeInfo;
import dev.headroom.api.Plugin;
import dev.headroom.api.PodInfo;
import dev.headroom.api.PreFilterPlugin;
import dev.headroom.api.Verdict;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One plugin's PreFilter and Filter. */
record FilterStage(Plugin plugin, Guard guard) {

    /** Sets {@code rejections[i]} where this plugin refuses node i that no earlier plugin refused. */
    void run(CycleState state, PodInfo pod, List<NodeInfo> nodes, Verdict.@Nullable Rejected[] rejections) {
        if (plugin instanceof PreFilterPlugin preFilter) {
            Verdict verdict = guard.call(
                    ExtensionPoint.PRE_FILTER,
                    () -> Sense.in(preFilter.preFilter(state, pod), plugin, ExtensionPoint.PRE_FILTER));
            if (!goesOn(verdict, rejections)) {
                return;
            }
        }
        if (plugin instanceof FilterPlugin filter) {
            var opinions = guard.call(ExtensionPoint.FILTER, () -> opinions(filter, state, pod, nodes, rejections));
            for (int i = 0; opinions != null && i < opinions.length; i++) {
                rejections[i] = rejections[i] == null ? opinions[i] : rejections[i];
            }
        }
    }

    private boolean goesOn(@Nullable Verdict preFilter, Verdict.@Nullable Rejected[] rejections) {
        return switch (preFilter) {
            case null -> false;
            case Verdict.Fits fits -> true;
            case Verdict.Skipped skipped -> false;
            case Verdict.Broken broken -> false;
            case Verdict.Rejected everywhere -> {
                for (int i = 0; i < rejections.length; i++) {
                    rejections[i] = rejections[i] == null ? everywhere : rejections[i];
                }
                yield false;
            }
        };
    }

    /** Collected apart from the result, so that a plugin that fails at the last node has refused none. */
    private Verdict.@Nullable Rejected[] opinions(
            FilterPlugin filter,
            CycleState state,
            PodInfo pod,
            List<NodeInfo> nodes,
            Verdict.@Nullable Rejected[] already) {
        Verdict.@Nullable Rejected[] opinions = new Verdict.Rejected[nodes.size()];
        for (int i = 0; i < opinions.length; i++) {
            if (already[i] == null) {
                opinions[i] = rejectionIn(filter.filter(state, pod, nodes.get(i)), nodes.get(i));
            }
        }
        return opinions;
    }

    private Verdict.@Nullable Rejected rejectionIn(@Nullable Verdict verdict, NodeInfo node) {
        return switch (verdict) {
            case Verdict.Fits fits -> null;
            case Verdict.Skipped skipped -> null;
            case Verdict.Rejected rejected -> rejected;
            case Verdict.Broken broken ->
                throw new NonsenseException(plugin.name() + " broke on node " + node.name() + ": " + broken.cause());
            case null -> throw new NonsenseException(plugin.name() + " gave no verdict on node " + node.name());
        };
    }
}
