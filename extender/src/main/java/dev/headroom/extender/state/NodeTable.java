package dev.headroom.extender.state;

import dev.headroom.api.Correlation;
import dev.headroom.api.Resources;
import dev.headroom.predict.FeedbackSettings;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All nodes, seen or only heard of, and their slots. The writer's. */
final class NodeTable {

    private static final double WORTH_TELLING = 0.02;

    private final FeedbackSettings settings;
    private final Map<String, NodeRecord> byName = new HashMap<>();
    private final ArrayDeque<Integer> free = new ArrayDeque<>();
    private List<Integer> released = new ArrayList<>();
    private List<NodeRecord> dirty = new ArrayList<>();
    private int slots;
    private int seen;
    private boolean namesChanged;
    private Correlation correlation = Correlation.UNKNOWN;

    NodeTable() {
        this(FeedbackSettings.DEFAULTS);
    }

    NodeTable(FeedbackSettings settings) {
        this.settings = settings;
    }

    /** A node whose capacity is not known. */
    void apply(String name, Resources allocatable) {
        apply(name, allocatable, 0);
    }

    void apply(String name, Resources allocatable, long capacityBytes) {
        NodeRecord node = orHeardOf(name);
        boolean described = node.memory.describe(allocatable.memoryBytes(), capacityBytes);
        if (node.slot == NodeRecord.UNSEEN) {
            Integer reused = free.poll();
            node.slot = reused == null ? slots++ : reused;
            namesChanged = true;
            seen++;
        } else if (allocatable.equals(node.allocatable) && !described) {
            return;
        }
        node.allocatable = allocatable;
        touch(node);
    }

    void delete(String name) {
        NodeRecord node = byName.get(name);
        if (node == null || node.slot == NodeRecord.UNSEEN) {
            return;
        }
        released.add(node.slot);
        node.slot = NodeRecord.UNSEEN;
        node.allocatable = null;
        namesChanged = true;
        seen--;
        forgetIfUnused(node);
    }

    /** Returns whether there is such a node, and the measurement is news of it. */
    boolean measured(StateEvent.NodeMeasured measured, long nowMillis) {
        NodeRecord node = byName.get(measured.name());
        if (node == null || node.slot == NodeRecord.UNSEEN || !node.memory.measured(measured, nowMillis)) {
            return false;
        }
        touch(node);
        return true;
    }

    /** Lets go of measurements that are too old. */
    void forget(long nowMillis) {
        for (NodeRecord node : byName.values()) {
            if (node.slot != NodeRecord.UNSEEN && node.memory.forget(nowMillis)) {
                touch(node);
            }
        }
    }

    /** From the next state on every node says so; what hardly differs is not worth making all nodes anew. */
    void learnt(Correlation learnt) {
        if (!differs(correlation, learnt)) {
            return;
        }
        correlation = learnt;
        for (NodeRecord node : byName.values()) {
            if (node.slot != NodeRecord.UNSEEN) {
                touch(node);
            }
        }
    }

    private static boolean differs(Correlation before, Correlation after) {
        return before.isLearnt() != after.isLearnt()
                || Math.abs(before.within() - after.within()) > WORTH_TELLING
                || Math.abs(before.between() - after.between()) > WORTH_TELLING;
    }

    Correlation correlation() {
        return correlation;
    }

    /** The node, or what stands for it until it is seen. */
    NodeRecord orHeardOf(String name) {
        return byName.computeIfAbsent(name, unknown -> new NodeRecord(unknown, settings));
    }

    @Nullable
    NodeRecord get(String name) {
        return byName.get(name);
    }

    /** Its published form has to be made anew. */
    void touch(NodeRecord node) {
        if (!node.dirty) {
            node.dirty = true;
            dirty.add(node);
        }
    }

    void forgetIfUnused(NodeRecord node) {
        if (node.slot == NodeRecord.UNSEEN && node.pods().isEmpty()) {
            byName.remove(node.name);
        }
    }

    Iterable<NodeRecord> all() {
        return byName.values();
    }

    int seen() {
        return seen;
    }

    /** The highest number of slots that were ever in use at once. */
    int slots() {
        return slots;
    }

    boolean isDirty() {
        return !dirty.isEmpty() || !released.isEmpty() || namesChanged;
    }

    List<NodeRecord> takeDirty() {
        List<NodeRecord> taken = dirty;
        dirty = new ArrayList<>();
        for (NodeRecord node : taken) {
            node.dirty = false;
        }
        return taken;
    }

    /** Slots of deleted nodes; they are used again once a state without those nodes is published. */
    List<Integer> takeReleased() {
        List<Integer> taken = released;
        released = new ArrayList<>();
        free.addAll(taken);
        return taken;
    }

    boolean takeNamesChanged() {
        boolean changed = namesChanged;
        namesChanged = false;
        return changed;
    }

    Map<String, Integer> slotByName() {
        Map<String, Integer> slotByName = HashMap.newHashMap(seen);
        for (NodeRecord node : byName.values()) {
            if (node.slot != NodeRecord.UNSEEN) {
                slotByName.put(node.name, node.slot);
            }
        }
        return slotByName;
    }
}
