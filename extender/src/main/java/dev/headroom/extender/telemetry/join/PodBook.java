package dev.headroom.extender.telemetry.join;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The pods and nodes that a watch shows. Written by one thread per kind, read by any. */
public final class PodBook implements PodDirectory, AddressListener {

    private record Entry(PodRef pod, String address) {}

    private record Name(String namespace, String pod) {}

    private final Map<String, Entry> byUid = new ConcurrentHashMap<>();
    private final Map<Name, PodRef> byName = new ConcurrentHashMap<>();
    private final Map<String, Set<String>> uidsByAddress = new ConcurrentHashMap<>();
    private final Map<String, Set<String>> uidsByNode = new ConcurrentHashMap<>();
    private final Map<String, String> nodeByAddress = new ConcurrentHashMap<>();

    @Override
    public void podAppeared(PodRef pod, String address) {
        Entry entry = new Entry(pod, address);
        Entry before = byUid.put(pod.uid(), entry);
        if (entry.equals(before)) {
            return;
        }
        byName.put(new Name(pod.namespace(), pod.name()), pod);
        if (before != null) {
            left(before);
        }
        arrive(uidsByAddress, address, pod.uid());
        arrive(uidsByNode, pod.node(), pod.uid());
    }

    @Override
    public void podGone(String podUid) {
        Entry entry = byUid.remove(podUid);
        if (entry != null) {
            // A later pod of the same name stays.
            byName.computeIfPresent(
                    new Name(entry.pod().namespace(), entry.pod().name()),
                    (name, pod) -> pod.uid().equals(podUid) ? null : pod);
            left(entry);
        }
    }

    @Override
    public void nodeAppeared(String node, String address, int kubeletPort) {
        if (!node.equals(nodeByAddress.put(address, node))) {
            nodeByAddress
                    .entrySet()
                    .removeIf(other ->
                            other.getValue().equals(node) && !other.getKey().equals(address));
        }
    }

    @Override
    public void nodeGone(String node) {
        nodeByAddress.values().removeIf(node::equals);
    }

    @Override
    public @Nullable PodRef byUid(String uid) {
        Entry entry = byUid.get(uid);
        return entry == null ? null : entry.pod();
    }

    @Override
    public @Nullable PodRef byName(String namespace, String pod) {
        return byName.get(new Name(namespace, pod));
    }

    @Override
    public @Nullable PodRef byAddress(String address) {
        Set<String> uids = uidsByAddress.get(address);
        return uids == null || uids.size() != 1 ? null : byUid(uids.iterator().next());
    }

    @Override
    public @Nullable String nodeByAddress(String address) {
        return nodeByAddress.get(address);
    }

    /** How many containers run in all pods that are bound to a node. */
    public int containers() {
        return byUid.values().stream()
                .filter(entry -> !entry.pod().node().isEmpty())
                .mapToInt(entry -> entry.pod().containers().size())
                .sum();
    }

    /** How many pods there are; cheap, however many. */
    public int size() {
        return byUid.size();
    }

    /** The UIDs of all pods; a copy. */
    public Set<String> uids() {
        return Set.copyOf(byUid.keySet());
    }

    /** The UIDs of the pods that are bound to a node. */
    public Set<String> podsOn(String node) {
        return uidsByNode.getOrDefault(node, Set.of());
    }

    private void left(Entry entry) {
        leave(uidsByAddress, entry.address(), entry.pod().uid());
        leave(uidsByNode, entry.pod().node(), entry.pod().uid());
    }

    private static void arrive(Map<String, Set<String>> places, String place, String uid) {
        if (!place.isEmpty()) {
            places.compute(place, (key, uids) -> {
                Set<String> more = uids == null ? new HashSet<>() : new HashSet<>(uids);
                more.add(uid);
                return Set.copyOf(more);
            });
        }
    }

    private static void leave(Map<String, Set<String>> places, String place, String uid) {
        places.computeIfPresent(place, (key, uids) -> {
            Set<String> fewer = new HashSet<>(uids);
            fewer.remove(uid);
            return fewer.isEmpty() ? null : Set.copyOf(fewer);
        });
    }
}
