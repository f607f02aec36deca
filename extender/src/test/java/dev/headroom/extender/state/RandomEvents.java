package dev.headroom.extender.state;

import dev.headroom.api.PodInfo;
import dev.headroom.predict.ContainerSpec;
import dev.headroom.predict.QosClass;
import dev.headroom.predict.Sample;
import dev.headroom.predict.Signal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * A seeded stream of events about subjects of its own, and the truth that they come to. Nodes are shared between
 * streams, so a pod often meets a node that is not there yet or not any more. Every second workload names its two
 * containers, the others' pods are measured as a whole.
 */
final class RandomEvents {

    static final int WORKLOADS = 8;

    /** So long before the clock's start samples begin; the predictor forgets none of them. */
    private static final long BEFORE_MILLIS = 3_000_000;

    private static final int MILLIS_PER_EVENT = 25;

    /** @param applied the newest event of the pod */
    record Truth(StateEvent.PodApplied applied) {

        PodInfo info() {
            return applied.pod();
        }

        @Nullable
        String node() {
            return applied.nodeName();
        }
    }

    private final String stream;
    private final Random random;
    private final int nodes;
    private final Map<String, Truth> pods = new HashMap<>();
    private final List<String> live = new ArrayList<>();
    private int born;
    private long sampleMillis = MovableClock.START - BEFORE_MILLIS;

    RandomEvents(String stream, long seed, int nodes) {
        this.stream = stream;
        this.random = new Random(seed);
        this.nodes = nodes;
    }

    Map<String, Truth> truth() {
        return pods;
    }

    StateEvent next() {
        sampleMillis += MILLIS_PER_EVENT;
        int dice = random.nextInt(100);
        if (live.isEmpty() || dice < 20 && live.size() < 300) {
            String uid = stream + "-" + born++;
            live.add(uid);
            return applied(uid, random.nextBoolean() ? aNode() : null);
        }
        String uid = live.get(random.nextInt(live.size()));
        if (dice < 30) {
            Truth truth = pods.remove(uid);
            live.remove(uid);
            return random.nextBoolean() || truth == null
                    ? new StateEvent.PodDeleted(uid)
                    : new StateEvent.PodApplied(truth.info(), truth.node(), true, 0);
        }
        if (dice < 80) {
            return sampled(uid);
        }
        if (dice < 82) {
            return new StateEvent.ScrapeMissed(uid, "", sampleMillis);
        }
        return applied(uid, random.nextInt(4) == 0 ? null : aNode());
    }

    /** A measured replica of each workload: what was known of it before no longer matters. */
    List<StateEvent> anchors() {
        List<StateEvent> anchors = new ArrayList<>();
        for (int i = 0; i < WORKLOADS; i++) {
            String uid = stream + "-anchor-" + i;
            PodInfo info = Events.info(uid, workload(i), 0, 10);
            StateEvent.PodApplied applied =
                    new StateEvent.PodApplied(info, "node-0", false, 0, i % 2 == 0 ? containers() : List.of());
            pods.put(uid, new Truth(applied));
            anchors.add(applied);
            anchors.add(new StateEvent.Sampled(uid, Events.sample(50 + i, MovableClock.START)));
        }
        return anchors;
    }

    /** Some come late, after a newer one of their source. */
    private StateEvent sampled(String uid) {
        String container = names(uid) && random.nextBoolean() ? "proxy" : "";
        long at = random.nextInt(20) == 0 ? sampleMillis - random.nextInt(100_000) : sampleMillis;
        if (random.nextInt(4) == 0) {
            long anon = (1 + random.nextInt(500)) * Events.MIB;
            Sample account = Sample.at(at, Sample.Origin.KUBELET)
                    .put(Signal.ANON, anon)
                    .put(Signal.WORKING_SET, anon + 4 * Events.MIB)
                    .put(Signal.USAGE, anon + 9 * Events.MIB)
                    .build();
            return new StateEvent.ContainerSampled(uid, container.isEmpty() && names(uid) ? "app" : container, account);
        }
        return container.isEmpty()
                ? new StateEvent.Sampled(uid, Events.sample(1 + random.nextInt(500), at))
                : new StateEvent.ContainerSampled(
                        uid,
                        container,
                        Events.sample(1 + random.nextInt(50), at).toSample());
    }

    private StateEvent applied(String uid, @Nullable String node) {
        PodInfo info = Events.info(
                uid, workload(uid.hashCode()), random.nextInt(3), random.nextInt(64), random.nextInt(3) * 200);
        StateEvent.PodApplied applied = new StateEvent.PodApplied(
                info,
                node,
                false,
                MovableClock.START - random.nextInt(2) * 2 * BEFORE_MILLIS,
                names(uid) ? containers() : List.of());
        pods.put(uid, new Truth(applied));
        return applied;
    }

    private List<PodContainer> containers() {
        return List.of(container("app"), container("proxy"));
    }

    /** A limit of 0, 200 or 400 MiB: now and then it changes in place. */
    private PodContainer container(String name) {
        long limit = random.nextInt(3) * 200 * Events.MIB;
        return new PodContainer(
                name, new ContainerSpec(limit, 0, 0, 0, Double.NaN, ContainerSpec.NOT_SET, QosClass.BURSTABLE));
    }

    private static boolean names(String uid) {
        return Math.floorMod(uid.hashCode(), WORKLOADS) % 2 == 0;
    }

    private String workload(int number) {
        return "ns/Deployment/" + stream + "-" + Math.floorMod(number, WORKLOADS);
    }

    private String aNode() {
        return "node-" + random.nextInt(nodes);
    }
}
