package dev.headroom.testkit;

import dev.headroom.api.NodeInfo;
import dev.headroom.api.Plugin;
import dev.headroom.api.PodInfo;
import java.util.List;

/**
 * Says what a plugin should do, and throws an {@link AssertionError} with names and values if it does something else:
 *
 * <pre>{@code
 * assertThatPlugin(fit).on(full).with(pod).rejectsBecause("NodeMemoryForecast");
 * assertThatPlugin(score).on(full, empty).with(pod).scores(0, 100);
 * }</pre>
 *
 * <p>Needs no test library. Runs the plugin's own PreFilter or PreScore first, as the framework does.
 */
public final class PluginAssert {

    private final Plugin plugin;
    private final List<NodeInfo> nodes;

    private PluginAssert(Plugin plugin, List<NodeInfo> nodes) {
        this.plugin = plugin;
        this.nodes = nodes;
    }

    public static PluginAssert assertThatPlugin(Plugin plugin) {
        return new PluginAssert(plugin, List.of());
    }

    /** The nodes to ask about, at least one; a score is normalised over all of them. */
    public PluginAssert on(NodeInfo... candidates) {
        return new PluginAssert(plugin, List.of(candidates));
    }

    /** Runs nothing yet; the answer's methods do. */
    public PluginAnswer with(PodInfo pod) {
        if (nodes.isEmpty()) {
            throw new IllegalStateException("plugin " + plugin.name() + " has no node: say on(node) before with(pod)");
        }
        return new PluginAnswer(plugin, nodes, pod);
    }
}
