package dev.headroom.extender.kubernetes;

import dev.headroom.extender.telemetry.join.AddressListener;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeAddress;
import io.fabric8.kubernetes.api.model.NodeStatus;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Tells where each node and its kubelet can be reached. Called by one thread at a time. */
final class NodeAddresses implements ResourceEventHandler<Node> {

    /** The best first: an address needs no name service. */
    private static final List<String> KINDS = List.of("InternalIP", "InternalDNS", "Hostname");

    private final AddressListener listener;

    NodeAddresses(AddressListener listener) {
        this.listener = listener;
    }

    @Override
    public void onAdd(Node node) {
        String name = node.getMetadata().getName();
        listener.nodeAppeared(name, address(name, node.getStatus()), port(node.getStatus()));
    }

    @Override
    public void onUpdate(Node before, Node node) {
        onAdd(node);
    }

    @Override
    public void onDelete(Node node, boolean finalStateUnknown) {
        listener.nodeGone(node.getMetadata().getName());
    }

    private static String address(String name, NodeStatus status) {
        Map<Integer, String> found = new TreeMap<>();
        if (status != null && status.getAddresses() != null) {
            for (NodeAddress address : status.getAddresses()) {
                int kind = KINDS.indexOf(address.getType());
                if (kind >= 0) {
                    // Of a node with two families the first address counts, as for its pods.
                    found.putIfAbsent(kind, address.getAddress());
                }
            }
        }
        return found.isEmpty() ? name : found.values().iterator().next();
    }

    private static int port(NodeStatus status) {
        if (status == null
                || status.getDaemonEndpoints() == null
                || status.getDaemonEndpoints().getKubeletEndpoint() == null) {
            return 0;
        }
        Integer port = status.getDaemonEndpoints().getKubeletEndpoint().getPort();
        return port == null || port < 1 || port > 65_535 ? 0 : port;
    }
}
