package dev.headroom.testkit;

import dev.headroom.api.Correlation;
import dev.headroom.api.MemorySum;
import dev.headroom.api.NodeAggregates;
import dev.headroom.api.NodeInfo;
import dev.headroom.api.NodeLoad;
import dev.headroom.api.NodeMemory;
import dev.headroom.api.PodInfo;
import dev.headroom.api.PriorityTiers;
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
    private long correctedBytes = -1;
    private long kernelBytes = -1;
    private long heldBackBytes;
    private double podsWorkingSetBytes = Double.NaN;
    private double pressureSome = Double.NaN;
    private Correlation correlation = Correlation.UNKNOWN;

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

    /** What feedback says that pods can have; without this word it is what is allocatable. */
    public NodeBuilder correctedTo(String memoryAmount) {
        correctedBytes = Bytes.of(memoryAmount);
        return this;
    }

    /** What pods can have before the kernel kills; without this word it is the same as what they can have. */
    public NodeBuilder killingAt(String memoryAmount) {
        kernelBytes = Bytes.of(memoryAmount);
        return this;
    }

    /** What falling forecasts have freed and filters do not give out yet. */
    public NodeBuilder holdingBack(String memoryAmount) {
        heldBackBytes = Bytes.of(memoryAmount);
        return this;
    }

    /** What its pods use as the kubelet measures it. */
    public NodeBuilder podsUsing(String memoryAmount) {
        podsWorkingSetBytes = Bytes.of(memoryAmount);
        return this;
    }

    /** Share of time in which some task of its pods waited for memory, 0 to 1. */
    public NodeBuilder underPressure(double some) {
        pressureSome = some;
        return this;
    }

    /** How pods' memory moves together: replicas of one workload, and any two others. */
    public NodeBuilder correlated(double within, double between) {
        correlation = new Correlation(within, between, 1_000);
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
                PriorityTiers.NONE,
                MemorySum.EMPTY,
                Resources.NONE,
                0,
                measuredBytes,
                sampledAtMillis,
                NodeLoad.EMPTY,
                memory(),
                correlation);
        NodeAggregates charges = NodeAggregates.of(unresolved);
        return empty.withPods(pods)
                .withCharges(
                        charges.forecast(), charges.requested(), charges.load().largestExcessBytes());
    }

    private NodeMemory memory() {
        long available = correctedBytes >= 0 ? correctedBytes : memoryBytes;
        return new NodeMemory(
                available,
                correctedBytes >= 0,
                kernelBytes >= 0 ? kernelBytes : available,
                heldBackBytes,
                podsWorkingSetBytes,
                pressureSome,
                sampledAtMillis);
    }
}
