package dev.headroom.extender.state;

import dev.headroom.api.PodInfo;
import dev.headroom.predict.GoSample;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * A seeded stream of events about subjects of its own, and the truth that they come to. Nodes are shared between
 * streams, so a pod often meets a node that is not there yet or not any more.
 */
final class RandomEvents {

    static final int WORKLOADS = 8;

    /** @param node where it is bound */
    record Truth(
            PodInfo info, @Nullable String node, @Nullable GoSample sample) {}

    private final String stream;
    private final Random random;
    private final int nodes;
    private final Map<String, Truth> pods = new HashMap<>();
    private final List<String> live = new ArrayList<>();
    private int born;

    RandomEvents(String stream, long seed, int nodes) {
        this.stream = stream;
        this.random = new Random(seed);
        this.nodes = nodes;
    }

    Map<String, Truth> truth() {
        return pods;
    }

    StateEvent next() {
        int dice = random.nextInt(100);
        if (live.isEmpty() || dice < 20 && live.size() < 300) {
            String uid = stream + "-" + born++;
            live.add(uid);
            return applied(uid, new Truth(anInfo(uid), random.nextBoolean() ? aNode() : null, null));
        }
        String uid = live.get(random.nextInt(live.size()));
        Truth truth = truth(uid);
        if (dice < 35) {
            pods.remove(uid);
            live.remove(uid);
            return random.nextBoolean()
                    ? new StateEvent.PodDeleted(uid)
                    : new StateEvent.PodApplied(truth.info(), truth.node(), true, 0);
        }
        if (dice < 60) {
            GoSample sample = Events.sample(1 + random.nextInt(500), MovableClock.START - random.nextInt(20_000));
            pods.put(uid, new Truth(truth.info(), truth.node(), sample));
            return new StateEvent.Sampled(uid, sample);
        }
        return applied(uid, new Truth(anInfo(uid), random.nextInt(4) == 0 ? null : aNode(), truth.sample()));
    }

    /** A measured replica of each workload: what was known of it before no longer matters. */
    List<StateEvent> anchors() {
        List<StateEvent> anchors = new ArrayList<>();
        for (int i = 0; i < WORKLOADS; i++) {
            String uid = stream + "-anchor-" + i;
            GoSample sample = Events.sample(50 + i, MovableClock.START);
            Truth truth = new Truth(Events.info(uid, workload(i), 0, 10), "node-0", sample);
            anchors.add(applied(uid, truth));
            anchors.add(new StateEvent.Sampled(uid, sample));
        }
        return anchors;
    }

    private StateEvent applied(String uid, Truth truth) {
        pods.put(uid, truth);
        return new StateEvent.PodApplied(truth.info(), truth.node(), false, 0);
    }

    private Truth truth(String uid) {
        Truth truth = pods.get(uid);
        if (truth == null) {
            throw new IllegalStateException(uid);
        }
        return truth;
    }

    private PodInfo anInfo(String uid) {
        return Events.info(uid, workload(uid.hashCode()), random.nextInt(3), random.nextInt(64));
    }

    private String workload(int number) {
        return "ns/Deployment/" + stream + "-" + Math.floorMod(number, WORKLOADS);
    }

    private String aNode() {
        return "node-" + random.nextInt(nodes);
    }
}
