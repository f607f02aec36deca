package dev.headroom.extender.telemetry.join;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The pods and nodes that a watch shows. Written by one thread at a time, read by any. */
public final class PodBook implements PodDirectory {

    private record Entry(PodRef pod, String address) {}

    private record Name(String namespace, String pod) {}

    private final Map<String, Entry> byUid = new ConcurrentHashMap<>();
    private final Map<Name, PodRef> byName = new ConcurrentHashMap<>();
    private final Map<String, Set<String>> uidsByAddress = new ConcurrentHashMap<>();
    private final Map<String, String> nodeByAddress = new ConcurrentHashMap<>();

    /** A pod exists and looks like this. @param address empty while it has none */
    public void appeared(PodRef pod, String address) {
        Entry entry = new Entry(pod, address);
        Entry before = byUid.put(pod.uid(), entry);
        if (entry.equals(before)) {
            return;
        }
        byName.put(new Name(pod.namespace(), pod.name()), pod);
        if (before != null && !before.address().equals(address)) {
            left(before);
        }
        if (!address.isEmpty()) {
            uidsByAddress.compute(address, (ip, uids) -> with(uids, pod.uid()));
        }
    }

    public void gone(String podUid) {
        Entry entry = byUid.remove(podUid);
        if (entry != null) {
            // A later pod of the same name stays.
            byName.computeIfPresent(
                    new Name(entry.pod().namespace(), entry.pod().name()),
                    (name, pod) -> pod.uid().equals(podUid) ? null : pod);
            left(entry);
        }
    }

    /** A node has this address. */
    public void nodeAppeared(String node, String address) {
        if (!node.equals(nodeByAddress.put(address, node))) {
            nodeByAddress
                    .entrySet()
                    .removeIf(other ->
                            other.getValue().equals(node) && !other.getKey().equals(address));
        }
    }

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

    private void left(Entry entry) {
        uidsByAddress.computeIfPresent(
                entry.address(), (ip, uids) -> without(uids, entry.pod().uid()));
    }

    private static Set<String> with(@Nullable Set<String> uids, String uid) {
        Set<String> more = uids == null ? new HashSet<>() : new HashSet<>(uids);
        more.add(uid);
        return Set.copyOf(more);
    }

    private static @Nullable Set<String> without(Set<String> uids, String uid) {
        Set<String> fewer = new HashSet<>(uids);
        fewer.remove(uid);
        return fewer.isEmpty() ? null : Set.copyOf(fewer);
    }
}
