package dev.headroom.extender.demo;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The nodes with what runs on them. The demo has two worlds with the same nodes and the same pods: in one Headroom has
 * a say, in the other only the pods' requests count. Used by one thread.
 */
final class World {

    private final Map<String, SimulatedNode> nodes = new LinkedHashMap<>();
    private final Map<String, SimulatedNode> nodeOfPod = new HashMap<>();
    private long nodeKills;
    private long limitKills;

    World(List<SimulatedNode> nodes) {
        nodes.forEach(node -> this.nodes.put(node.name(), node));
    }

    List<SimulatedNode> nodes() {
        return List.copyOf(nodes.values());
    }

    void bind(SimulatedPod pod, SimulatedNode node) {
        node.bind(pod);
        nodeOfPod.put(pod.uid(), node);
    }

    void delete(SimulatedPod pod) {
        SimulatedNode node = nodeOfPod.remove(pod.uid());
        if (node != null) {
            node.remove(pod);
        }
    }

    /** Lets all processes run on, and kills where a container exceeds its limit, or a node is out of memory. */
    List<Kill> step(double clusterSeconds, double seconds) {
        List<Kill> kills = new ArrayList<>();
        for (SimulatedNode node : nodes.values()) {
            for (RunningPod pod : node.running().values()) {
                pod.step(clusterSeconds, seconds);
                long limit = pod.pod().workload().limitBytes();
                if (limit > 0 && pod.residentBytes() > limit) {
                    pod.kill();
                    limitKills++;
                }
            }
            for (RunningPod victim = victim(node); victim != null; victim = victim(node)) {
                kills.add(new Kill(victim.pod(), node.name(), victim.residentBytes()));
                victim.kill();
                nodeKills++;
            }
        }
        return kills;
    }

    /** A process that the node's kernel ended. */
    record Kill(SimulatedPod pod, String node, long residentBytes) {}

    /** How many nodes hold more than their allocatable memory. */
    int nodesOver() {
        int over = 0;
        for (SimulatedNode node : nodes.values()) {
            over += node.residentBytes() > node.allocatable().memoryBytes() ? 1 : 0;
        }
        return over;
    }

    /** True resident memory of all nodes, in bytes. */
    long residentBytes() {
        return nodes.values().stream().mapToLong(SimulatedNode::residentBytes).sum();
    }

    int boundPods() {
        return nodeOfPod.size();
    }

    /** Kills because a node was full: what placement can prevent. */
    long nodeKills() {
        return nodeKills;
    }

    /** Kills because a container reached its own limit: the same wherever it runs. */
    long limitKills() {
        return limitKills;
    }

    private static @Nullable RunningPod victim(SimulatedNode node) {
        if (node.residentBytes() <= node.capacityBytes()) {
            return null;
        }
        return node.running().values().stream()
                .filter(RunningPod::isUp)
                .max(Comparator.comparingDouble(pod -> badness(pod, node)))
                .orElse(null);
    }

    /** The kernel's oom_score with the kubelet's oom_score_adj of a Burstable container, both in thousandths. */
    private static double badness(RunningPod pod, SimulatedNode node) {
        double capacity = node.capacityBytes();
        double request = pod.pod().info().requests().memoryBytes();
        double adjustment = request == 0 ? 1000 : Math.clamp(1000 - 1000 * request / capacity, 2, 999);
        return 1000 * pod.residentBytes() / capacity + adjustment;
    }
}
