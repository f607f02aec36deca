package dev.headroom.extender.state;

import dev.headroom.api.MemoryForecast;
import dev.headroom.api.NodeInfo;
import dev.headroom.api.PodInfo;
import dev.headroom.api.Resources;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Pods that were answered and of which no watch has shown yet what became of them. Each is charged to every node that
 * it may have gone to, until it is resolved or expires: a burst is faster than the watch, and nobody tells an extender
 * which node was chosen.
 *
 * <p>A verb takes a {@link ClusterView} and calls {@link #catchUp} with it before anything else. From then on a pod
 * counts once: in the view if the view shows it, as a charge if not. Used by the one thread that answers verbs.
 */
public final class UnresolvedPods {

    /** More than kube-scheduler binds in an expiry of 5 s. */
    public static final int MAX_PODS = 10_000;

    /** A verb adds one pod at most, so a backlog shrinks while no verb stands still over it. */
    private static final int MAX_EXPIRED_PER_CALL = 1_000;

    private record Charge(MemoryForecast forecast, Resources requests, NodeCharge[] nodes, long sinceNanos) {}

    private final Resolutions resolutions;
    private final boolean enabled;
    private final long expiryNanos;

    /** Oldest charge first. */
    private final LinkedHashMap<String, Charge> byUid = new LinkedHashMap<>();

    /** The charges that are not empty, by node. */
    private final Map<String, NodeCharge> byNode = new HashMap<>();

    /**
     * The same by slot in the view that was caught up with last: a request asks for hundreds of nodes, and of most of
     * them this one look says that nothing is charged, without touching the node.
     */
    private @Nullable NodeCharge[] bySlot = new NodeCharge[64];

    /** Of which view {@link #bySlot} speaks. */
    private @Nullable Object nodeSet;

    private long expired;
    private long overflowed;

    /**
     * @param enabled whether pods are charged at all
     * @param expiry after which a pod no longer counts
     */
    public UnresolvedPods(Resolutions resolutions, boolean enabled, Duration expiry) {
        this.resolutions = resolutions;
        this.enabled = enabled;
        this.expiryNanos = expiry.toNanos();
    }

    /** Lets go of all pods that this view shows, and of at most 1,000 that are older than the expiry. */
    public void catchUp(ClusterView view, long nowNanos) {
        if (view.nodeSet() != nodeSet) {
            nodeSet = view.nodeSet();
            place(view);
        }
        resolutions.drainUpTo(view.version(), this::release);
        Iterator<Charge> oldest = byUid.values().iterator();
        for (int i = 0; i < MAX_EXPIRED_PER_CALL && oldest.hasNext(); i++) {
            Charge charge = oldest.next();
            if (nowNanos - charge.sinceNanos() <= expiryNanos) {
                break;
            }
            oldest.remove();
            takeOff(charge);
            expired++;
        }
    }

    /**
     * Charges the pod to these nodes instead of those it was charged to before. Beyond {@link #MAX_PODS} the oldest pod
     * is let go.
     */
    public void charge(PodInfo pod, List<NodeInfo> nodes, long nowNanos) {
        release(pod.uid());
        if (!enabled || pod.uid().isEmpty() || nodes.isEmpty()) {
            return;
        }
        if (byUid.size() == MAX_PODS) {
            Iterator<Charge> oldest = byUid.values().iterator();
            Charge charge = oldest.next();
            oldest.remove();
            takeOff(charge);
            overflowed++;
        }
        NodeCharge[] charges = new NodeCharge[nodes.size()];
        for (int i = 0; i < charges.length; i++) {
            NodeCharge charge = chargeOf(nodes.get(i));
            charge.add(pod.forecast(), pod.requests());
            charges[i] = charge;
        }
        byUid.put(pod.uid(), new Charge(pod.forecast(), pod.requests(), charges, nowNanos));
    }

    /** Lets go of the pod, if it is charged. */
    public void release(String uid) {
        Charge charge = byUid.remove(uid);
        if (charge != null) {
            takeOff(charge);
        }
    }

    /** The node with what unresolved pods add; the node itself if they add nothing. */
    public NodeInfo view(NodeInfo node) {
        return view(node.slot(), node);
    }

    /** The same for a caller who knows the node's slot and need not look into the node for it. */
    public NodeInfo view(int slot, NodeInfo node) {
        NodeCharge charge = slot < bySlot.length ? bySlot[slot] : null;
        return charge == null ? node : charge.on(node);
    }

    /** How many pods are charged. */
    public int size() {
        return byUid.size();
    }

    /** How many pods were let go because they were older than the expiry, since the start. */
    public long expired() {
        return expired;
    }

    /** How many pods were let go early because there were too many, since the start. */
    public long overflowed() {
        return overflowed;
    }

    private NodeCharge chargeOf(NodeInfo node) {
        int slot = node.slot();
        NodeCharge charge = slot < bySlot.length ? bySlot[slot] : null;
        if (charge == null) {
            charge = byNode.computeIfAbsent(node.name(), NodeCharge::new);
            put(charge, slot);
        }
        return charge;
    }

    /** Nodes came or went: a slot may belong to another node now, and a node that came back may have another slot. */
    private void place(ClusterView view) {
        Arrays.fill(bySlot, null);
        for (NodeCharge charge : byNode.values()) {
            put(charge, view.slotOf(charge.node()));
        }
    }

    private void put(NodeCharge charge, int slot) {
        charge.movedTo(slot);
        if (slot >= bySlot.length) {
            bySlot = Arrays.copyOf(bySlot, Math.max(slot + 1, 2 * bySlot.length));
        }
        if (slot >= 0) {
            bySlot[slot] = charge;
        }
    }

    private void takeOff(Charge charge) {
        for (NodeCharge node : charge.nodes()) {
            node.remove(charge.forecast(), charge.requests());
            if (node.isEmpty()) {
                byNode.remove(node.node());
                if (node.slot() >= 0) {
                    bySlot[node.slot()] = null;
                }
            }
        }
    }
}
