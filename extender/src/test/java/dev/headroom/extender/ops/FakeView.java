package dev.headroom.extender.ops;

import dev.headroom.api.MemoryForecast;
import dev.headroom.api.NodeInfo;
import dev.headroom.api.PodInfo;
import dev.headroom.extender.state.ClusterView;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A state that a test wrote down. */
record FakeView(long version, List<NodeInfo> nodes, List<String> degraded) implements ClusterView {

    FakeView {
        nodes = List.copyOf(nodes);
        degraded = List.copyOf(degraded);
    }

    @Override
    public boolean synced() {
        return !degraded.contains("NotSynced");
    }

    @Override
    public Object nodeSet() {
        return this;
    }

    @Override
    public int slots() {
        return nodes.size() + 1;
    }

    /** The last slot is empty, as that of a deleted node. */
    @Override
    public @Nullable NodeInfo node(int slot) {
        return slot < nodes.size() ? nodes.get(slot) : null;
    }

    @Override
    public int slotOf(byte[] utf8, int from, int to) {
        return slotOf(new String(utf8, from, to - from, java.nio.charset.StandardCharsets.UTF_8));
    }

    @Override
    public int slotOf(String name) {
        for (int i = 0; i < nodes.size(); i++) {
            if (nodes.get(i).name().equals(name)) {
                return i;
            }
        }
        return -1;
    }

    @Override
    public MemoryForecast forecast(PodInfo pod) {
        return pod.forecast();
    }
}
