package dev.headroom.extender.telemetry;

import dev.headroom.predict.Sample;
import dev.headroom.predict.Signal;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the kernel's accounting said last of the containers, for what follows from it about their nodes. Not
 * thread-safe.
 */
final class NodeMemory {

    /** An older measurement says nothing about now. */
    private static final long VALID_MILLIS = 180_000;

    /** A container as near to its own limit as this waits for memory because of that, not because of the node. */
    private static final double AT_ITS_LIMIT = 0.95;

    private static final class Container {
        private long atMillis;
        private double workingSet = Double.NaN;
        private double someSeconds = Double.NaN;
        private double someShare = Double.NaN;
    }

    private final Map<String, Map<String, Container>> pods = new HashMap<>();
    private final Map<String, NodeSample> nodes = new HashMap<>();

    void add(ContainerSample said) {
        Sample sample = said.sample();
        Container container = pods.computeIfAbsent(said.podUid(), pod -> new HashMap<>(2))
                .computeIfAbsent(said.container(), name -> new Container());
        double some = sample.get(Signal.PRESSURE_SOME_SECONDS);
        double share = (some - container.someSeconds) * 1000 / (sample.atMillis() - container.atMillis);
        container.someShare = isAtItsLimit(sample) || !(share >= 0) ? Double.NaN : Math.min(1, share);
        container.someSeconds = some;
        container.workingSet = sample.get(Signal.WORKING_SET);
        container.atMillis = sample.atMillis();
    }

    /** Forgets all pods but these. */
    void retain(Collection<String> podUids) {
        pods.keySet().retainAll(podUids);
    }

    /**
     * Σ of the pods' working sets, bytes; −1 if that of one of them is not known.
     *
     * @param podUids all that run there
     */
    long podsWorkingSet(Collection<String> podUids, long atMillis) {
        double sum = 0;
        for (String uid : podUids) {
            Map<String, Container> containers = pods.get(uid);
            if (containers == null) {
                return -1;
            }
            boolean known = false;
            for (Container container : containers.values()) {
                if (atMillis - container.atMillis <= VALID_MILLIS) {
                    sum += container.workingSet;
                    known = true;
                }
            }
            if (!known) {
                return -1;
            }
        }
        return Double.isNaN(sum) ? -1 : (long) sum;
    }

    /**
     * Share of the time in which something waited for memory, 0 to 1: the largest of the pods', or the node's own where
     * none is known; NaN if nothing is. To be called once per measurement of a node.
     */
    double pressure(NodeSample node, Collection<String> podUids) {
        NodeSample before = nodes.put(node.node(), node);
        double largest = Double.NaN;
        for (String uid : podUids) {
            for (Container container : pods.getOrDefault(uid, Map.of()).values()) {
                if (node.atMillis() - container.atMillis <= VALID_MILLIS && !Double.isNaN(container.someShare)) {
                    largest = Double.isNaN(largest) ? container.someShare : Math.max(largest, container.someShare);
                }
            }
        }
        return Double.isNaN(largest) ? ownPressure(node, before) : largest;
    }

    private static double ownPressure(NodeSample node, @Nullable NodeSample before) {
        if (before == null) {
            return Double.NaN;
        }
        double share = (node.pressureSomeSeconds() - before.pressureSomeSeconds())
                * 1000
                / (node.atMillis() - before.atMillis());
        return share >= 0 ? Math.min(1, share) : Double.NaN;
    }

    private static boolean isAtItsLimit(Sample sample) {
        double limit = sample.get(Signal.CGROUP_MAX, 0);
        double usage = sample.get(Signal.USAGE, sample.get(Signal.WORKING_SET));
        return limit > 0 && usage >= AT_ITS_LIMIT * limit;
    }
}
