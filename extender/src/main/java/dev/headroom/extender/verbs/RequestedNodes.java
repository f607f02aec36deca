package dev.headroom.extender.verbs;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.headroom.api.NodeInfo;
import dev.headroom.extender.state.ClusterView;
import dev.headroom.extender.state.UnresolvedPods;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The nodes of a request as the state knows them, each once: a name that is given twice must not come back twice,
 * because kube-scheduler would take it for two candidates and add its scores up. Serves one request after the other;
 * not thread-safe.
 */
final class RequestedNodes {

    private static final int UNKNOWN = -1;

    /** By slot the last request that named the node there. */
    private int[] namedIn = new int[0];

    private int request;
    private int[] names = new int[512];
    private int[] positions = new int[512];
    private int[] slots = new int[512];
    private int size;
    private long lastSum;
    private List<NodeInfo> known = List.of();

    /** Finds the nodes in this state, with what unresolved pods add to them. */
    void find(NodeNames asked, ClusterView view, UnresolvedPods unresolved) {
        if (namedIn.length < view.slots()) {
            namedIn = Arrays.copyOf(namedIn, view.slots());
        }
        if (names.length < asked.size()) {
            names = new int[asked.size()];
            positions = new int[asked.size()];
            slots = new int[asked.size()];
        }
        locate(asked, view);
        request++;
        size = 0;
        NodeInfo[] found = new NodeInfo[asked.size()];
        int count = 0;
        Set<String> strangers = null;
        for (int i = 0; i < asked.size(); i++) {
            int slot = slots[i];
            NodeInfo node = slot < 0 ? null : view.node(slot);
            if (node == null) {
                strangers = strangers == null ? new HashSet<>() : strangers;
                if (strangers.add(name(asked, i))) {
                    add(i, UNKNOWN);
                }
            } else if (namedIn[slot] != request) {
                namedIn[slot] = request;
                found[count] = unresolved.view(slot, node);
                add(i, count++);
            }
        }
        known = Collections.unmodifiableList(
                Arrays.asList(count == found.length ? found : Arrays.copyOf(found, count)));
    }

    /**
     * Finds the slots, and reads of each node what every plugin is going to read. With thousands of nodes none of it is
     * in the processor's cache. In loops that do nothing else many reads wait for memory together; between a plugin's
     * sums each would wait alone, which took longer than all the sums.
     */
    private void locate(NodeNames asked, ClusterView view) {
        for (int i = 0; i < asked.size(); i++) {
            slots[i] = view.slotOf(asked.utf8(i), asked.from(i), asked.to(i));
        }
        long sum = 0;
        for (int i = 0; i < asked.size(); i++) {
            NodeInfo node = slots[i] < 0 ? null : view.node(slots[i]);
            if (node != null) {
                sum += node.allocatable().memoryBytes()
                        + node.forecast().meanBytes()
                        + node.requested().memoryBytes()
                        + node.load().milliCpu()
                        + node.memory().availableBytes();
            }
        }
        // Kept, so that the compiler keeps the reads.
        lastSum = sum;
    }

    /** How many different nodes the request names. */
    int size() {
        return size;
    }

    /** The index of different node {@code k} in the request's {@link NodeNames}. */
    int name(int k) {
        return names[k];
    }

    boolean isKnown(int k) {
        return positions[k] != UNKNOWN;
    }

    /** The index of node {@code k} in {@link #known()}, if it is known. */
    int position(int k) {
        return positions[k];
    }

    /** The nodes that the state knows, in the order of the request; made for this request and never changed. */
    List<NodeInfo> known() {
        return known;
    }

    private void add(int name, int position) {
        names[size] = name;
        positions[size++] = position;
    }

    private static String name(NodeNames asked, int i) {
        return new String(asked.utf8(i), asked.from(i), asked.to(i) - asked.from(i), UTF_8);
    }
}
