package dev.headroom.testkit;

import dev.headroom.api.MemorySum;
import dev.headroom.api.NodeAggregates;
import dev.headroom.api.NodeInfo;
import dev.headroom.api.PodInfo;
import dev.headroom.api.Resources;
import java.util.ArrayList;
import java.util.List;

/**
 * Builds a node for a test. Amounts of memory are strings like {@code "16Gi"} or plain bytes. Without further words it
 * is an empty node of 4 CPUs and 16Gi. Its aggregates are those of its pods. Not thread-safe.
 */
public final class NodeBuilder {

    private int slot;
    private String name = "node";
    private long milliCpu = 4000;
    private long memoryBytes = Bytes.of("16Gi");
    private final List<PodInfo> pods = new ArrayList<>();
    private final List<PodInfo> unresolved = new ArrayList<>();
    private long measuredBytes;
    private long sampledAtMillis;

    private NodeBuilder() {}

    public static NodeBuilder aNode() {
        return new NodeBuilder();
    }

    public NodeBuilder named(String newName) {
        name = newName;
        return this;
    }

    public NodeBuilder inSlot(int newSlot) {
        slot = newSlot;
        return this;
    }

    public NodeBuilder allocatable(long newMilliCpu, String memoryAmount) {
        milliCpu = newMilliCpu;
        memoryBytes = Bytes.of(memoryAmount);
        return this;
    }

    public NodeBuilder allocatable(String memoryAmount) {
        return allocatable(milliCpu, memoryAmount);
    }

    public NodeBuilder running(PodInfo... newPods) {
        pods.addAll(List.of(newPods));
        return this;
    }

    /**
     * Adds alike pods, their names numbered.
     *
     * @param count how many
     */
    public NodeBuilder running(int count, PodBuilder like) {
        for (int i = 0; i < count; i++) {
            pods.add(like.named("pod-" + pods.size()).build());
        }
        return this;
    }

    /** Pods that may have been sent here and that no watch has shown yet. */
    public NodeBuilder chargedWith(PodInfo... newPods) {
        unresolved.addAll(List.of(newPods));
        return this;
    }

    public NodeBuilder measured(String residentAmount, long atMillis) {
        measuredBytes = Bytes.of(residentAmount);
        sampledAtMillis = atMillis;
        return this;
    }

    public NodeInfo build() {
        NodeInfo empty = new NodeInfo(
                slot,
                name,
                new Resources(milliCpu, memoryBytes),
                Resources.NONE,
                List.of(),
                MemorySum.EMPTY,
                NodeAggregates.of(List.of()).tiers(),
                MemorySum.EMPTY,
                Resources.NONE,
                measuredBytes,
                sampledAtMillis);
        NodeAggregates charges = NodeAggregates.of(unresolved);
        return empty.withPods(pods).withCharges(charges.forecast(), charges.requested());
    }
}
