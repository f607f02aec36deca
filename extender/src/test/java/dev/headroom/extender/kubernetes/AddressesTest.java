package dev.headroom.extender.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.extender.telemetry.join.AddressListener;
import dev.headroom.extender.telemetry.join.PodRef;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class AddressesTest {

    private final List<String> told = new ArrayList<>();
    private final AddressListener listener = new AddressListener() {

        @Override
        public void podAppeared(PodRef pod, String address) {
            told.add(pod.uid() + " " + pod.namespace() + "/" + pod.name() + " on " + pod.node() + " " + pod.containers()
                    + " since " + pod.createdAtMillis() + " at " + address);
        }

        @Override
        public void podGone(String podUid) {
            told.add("gone " + podUid);
        }

        @Override
        public void nodeAppeared(String node, String address, int kubeletPort) {
            told.add(node + " at " + address + " port " + kubeletPort);
        }

        @Override
        public void nodeGone(String node) {
            told.add("gone " + node);
        }
    };

    @Test
    @DisplayName("a pod is told with its node, its address and the containers that run, sidecars included")
    void pod() {
        PodAddresses pods = new PodAddresses(listener);
        Pod pod = pod("u1", """
                spec: {nodeName: n1, initContainers: [{name: once}, {name: proxy, restartPolicy: Always}], containers: [{name: main}]}
                status: {podIP: 10.0.0.1}
                """);
        pods.onAdd(pod);
        Pod next = pod("u2", "spec: {containers: [{name: main}]}\n");
        pods.onUpdate(pod, next);
        pods.onDelete(next, false);

        assertThat(told)
                .containsExactly(
                        "u1 shop/cart-0 on n1 [proxy, main] since 1767225600000 at 10.0.0.1",
                        "gone u1",
                        "u2 shop/cart-0 on  [main] since 1767225600000 at ",
                        "gone u2");
    }

    @Test
    @DisplayName("a node is told with its internal address, else another, else its name, and its kubelet's port")
    void node() {
        NodeAddresses nodes = new NodeAddresses(listener);
        nodes.onAdd(node("""
                status:
                  addresses: [{type: Hostname, address: host}, {type: ExternalIP, address: 1.2.3.4}, {type: InternalIP, address: 10.1.0.1}, {type: InternalIP, address: "fd00::1"}]
                  daemonEndpoints: {kubeletEndpoint: {Port: 10251}}
                """));
        nodes.onAdd(node("status: {addresses: [{type: Hostname, address: host}]}\n"));
        nodes.onAdd(node(""));
        nodes.onDelete(node(""), false);

        assertThat(told)
                .containsExactly("n1 at 10.1.0.1 port 10251", "n1 at host port 0", "n1 at n1 port 0", "gone n1");
    }

    private static Pod pod(String uid, String rest) {
        return Serialization.unmarshal(
                "metadata: {uid: " + uid
                        + ", namespace: shop, name: cart-0, creationTimestamp: \"2026-01-01T00:00:00Z\"}\n" + rest,
                Pod.class);
    }

    private static Node node(String rest) {
        return Serialization.unmarshal("metadata: {name: n1}\n" + rest, Node.class);
    }
}
