package dev.headroom.bench;

import dev.headroom.api.MemoryForecast;
import dev.headroom.api.PodInfo;
import dev.headroom.api.PodMemorySpec;
import dev.headroom.api.Resources;
import dev.headroom.extender.state.ClusterState;
import dev.headroom.extender.state.StateEvent;
import dev.headroom.predict.GoSample;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.SplittableRandom;

/** Fills a state with nodes and measured pods, and keeps it changing. Deterministic for a seed; used by one thread. */
final class SyntheticCluster {

    /** How many pods that came while the bench runs stay on the nodes. */
    private static final int MOST_NEW_PODS = 2_000;

    private static final long GIB = 1L << 30;
    private static final long MIB = 1L << 20;

    private final ClusterState state;
    private final int nodes;
    private final int podsPerNode;
    private final SplittableRandom random;
    private final Deque<String> newPods = new ArrayDeque<>();
    private long nowMillis;

    SyntheticCluster(ClusterState state, int nodes, int podsPerNode, long seed, long nowMillis) {
        this.state = state;
        this.nodes = nodes;
        this.podsPerNode = podsPerNode;
        this.random = new SplittableRandom(seed);
        this.nowMillis = nowMillis;
    }

    /** All nodes with their pods, of which four in five are measured. */
    void fill() {
        for (int node = 0; node < nodes; node++) {
            state.offer(new StateEvent.NodeApplied(
                    Bodies.nodeName(node), new Resources(16_000, (16 + 16 * random.nextInt(4)) * GIB)));
            for (int pod = 0; pod < podsPerNode; pod++) {
                bind(uid(node, pod), random.nextInt(Bodies.SHAPES), Bodies.nodeName(node));
                if (pod % 5 != 0) {
                    measure(uid(node, pod));
                }
            }
        }
        state.offer(new StateEvent.Synced());
        state.flush().join();
    }

    /** A pod was bound, as a watch would tell; the oldest that came so goes. */
    void bound(String uid, int shape, String node) {
        bind(uid, shape, node);
        newPods.addLast(uid);
        if (newPods.size() > MOST_NEW_PODS) {
            state.offer(new StateEvent.PodDeleted(newPods.removeFirst()));
        }
    }

    /** Some pods were measured again. */
    void measureSome(int count, long atMillis) {
        nowMillis = atMillis;
        for (int i = 0; i < count; i++) {
            measure(uid(random.nextInt(nodes), random.nextInt(podsPerNode)));
        }
    }

    private void bind(String uid, int shape, String node) {
        PodInfo pod = new PodInfo(
                uid,
                "shop",
                Bodies.deployment(shape) + "-6d5f7c9b84-" + uid,
                "headroom",
                "shop/Deployment/" + Bodies.deployment(shape),
                shape % 3 * 1000,
                new Resources(200 + shape, 256 * MIB),
                new PodMemorySpec((512 + 32L * shape) * MIB, (200 + 10L * shape) * MIB, 0, 0),
                MemoryForecast.UNKNOWN);
        state.offer(new StateEvent.PodApplied(pod, node, false, nowMillis));
    }

    private void measure(String uid) {
        long live = (40 + random.nextInt(60)) * MIB;
        long goal = 2 * live;
        state.offer(new StateEvent.Sampled(
                uid,
                new GoSample(
                        nowMillis,
                        goal,
                        live,
                        live + random.nextLong(live),
                        1e9,
                        100,
                        100,
                        0,
                        goal + 20 * MIB,
                        4 * MIB,
                        goal + 10 * MIB,
                        MIB)));
    }

    private static String uid(int node, int pod) {
        return node + "-" + pod;
    }
}
