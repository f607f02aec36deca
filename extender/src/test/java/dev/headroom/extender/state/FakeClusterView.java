package dev.headroom.extender.state;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.headroom.api.MemoryForecast;
import dev.headroom.api.NodeInfo;
import dev.headroom.api.PodInfo;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A published state made by hand. Looks names up without allocating. Immutable. */
public final class FakeClusterView implements ClusterView {

    private final long version;
    private final boolean synced;
    private final NodeInfo[] bySlot;
    private final byte[][] names;
    private final int[] table;
    private final Function<PodInfo, MemoryForecast> forecasts;

    private FakeClusterView(
            long version, boolean synced, NodeInfo[] bySlot, Function<PodInfo, MemoryForecast> forecasts) {
        this.version = version;
        this.synced = synced;
        this.bySlot = bySlot;
        this.forecasts = forecasts;
        this.names = new byte[bySlot.length][];
        this.table = new int[Integer.highestOneBit(2 * bySlot.length + 1) * 2];
        Arrays.fill(table, -1);
        for (NodeInfo node : bySlot) {
            if (node != null) {
                byte[] name = node.name().getBytes(UTF_8);
                names[node.slot()] = name;
                table[place(name, 0, name.length)] = node.slot();
            }
        }
    }

    /** Version 1, synced, of nodes with different slots; a pod is expected to need what it already says. */
    public static FakeClusterView of(NodeInfo... nodes) {
        return of(List.of(nodes));
    }

    public static FakeClusterView of(List<NodeInfo> nodes) {
        int slots = nodes.stream().mapToInt(node -> node.slot() + 1).max().orElse(0);
        NodeInfo[] bySlot = new NodeInfo[slots];
        for (NodeInfo node : nodes) {
            if (bySlot[node.slot()] != null) {
                throw new IllegalArgumentException("two nodes have slot " + node.slot());
            }
            bySlot[node.slot()] = node;
        }
        return new FakeClusterView(1, true, bySlot, PodInfo::forecast);
    }

    public FakeClusterView atVersion(long newVersion) {
        return new FakeClusterView(newVersion, synced, bySlot, forecasts);
    }

    public FakeClusterView notSynced() {
        return new FakeClusterView(version, false, bySlot, forecasts);
    }

    public FakeClusterView expecting(MemoryForecast ofEveryPod) {
        return new FakeClusterView(version, synced, bySlot, pod -> ofEveryPod);
    }

    @Override
    public long version() {
        return version;
    }

    @Override
    public boolean synced() {
        return synced;
    }

    @Override
    public Object nodeSet() {
        return bySlot;
    }

    @Override
    public int slots() {
        return bySlot.length;
    }

    @Override
    public @Nullable NodeInfo node(int slot) {
        return bySlot[slot];
    }

    @Override
    public int slotOf(byte[] utf8, int from, int to) {
        return table[place(utf8, from, to)];
    }

    @Override
    public int slotOf(String name) {
        byte[] utf8 = name.getBytes(UTF_8);
        return slotOf(utf8, 0, utf8.length);
    }

    @Override
    public MemoryForecast forecast(PodInfo pod) {
        return forecasts.apply(pod);
    }

    @Override
    public List<String> degraded() {
        return List.of();
    }

    /** Where in the table the name stands, or would stand. */
    private int place(byte[] utf8, int from, int to) {
        int hash = 7;
        for (int i = from; i < to; i++) {
            hash = 31 * hash + utf8[i];
        }
        int at = hash & (table.length - 1);
        while (table[at] >= 0 && !Arrays.equals(names[table[at]], 0, names[table[at]].length, utf8, from, to)) {
            at = (at + 1) & (table.length - 1);
        }
        return at;
    }
}
