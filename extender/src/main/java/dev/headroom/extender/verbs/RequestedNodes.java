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
        // In a loop of its own: the lookups wait for memory, and short ones wait together.
        for (int i = 0; i < asked.size(); i++) {
            slots[i] = view.slotOf(asked.utf8(i), asked.from(i), asked.to(i));
        }
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
