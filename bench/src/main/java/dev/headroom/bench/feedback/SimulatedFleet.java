package dev.headroom.bench.feedback;

import dev.headroom.api.MemoryForecast;
import dev.headroom.api.NodeInfo;
import dev.headroom.api.PodInfo;
import dev.headroom.api.PodMemorySpec;
import dev.headroom.api.Resources;
import dev.headroom.extender.state.ClusterState;
import dev.headroom.extender.state.StateEvent;
import dev.headroom.predict.Predictor;
import dev.headroom.runtime.FilterOutcome;
import dev.headroom.runtime.GuardPolicy;
import dev.headroom.runtime.PluginObserver;
import dev.headroom.runtime.Profile;
import dev.headroom.runtime.ProfileSpec;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Simulated nodes and services around the real state and the real plugins: measurements go in as events, pods are placed
 * by what the plugins say of the published nodes. Deterministic for a seed. Used by one thread.
 */
final class SimulatedFleet implements AutoCloseable {

    static final long PERIOD_MILLIS = 30_000;
    private static final Instant START = Instant.parse("2026-11-24T12:00:00Z");
    private static final int STEPS_PER_PERIOD = 30 / Load.STEP_SECONDS;
    private static final int MILLI_CPU = 64_000;

    private final boolean podsAreMeasured;
    private final SplittableRandom random;
    private final List<GoService> services;
    private final List<SimulatedKubelet> nodes = new ArrayList<>();
    private final Map<GoReplica, String> uids = new HashMap<>();
    private final Profile profile;
    private final ClusterState state;
    private long nowMillis = START.toEpochMilli();
    private int created;

    /**
     * @param podsAreMeasured whether what pods take is told apart from what others take; false is how it must not be
     */
    SimulatedFleet(ProfileSpec profile, int nodeCount, int serviceCount, long seed, boolean podsAreMeasured) {
        this.podsAreMeasured = podsAreMeasured;
        this.random = new SplittableRandom(seed);
        this.services = GoService.several(serviceCount, random);
        this.profile = new Profile(profile, GuardPolicy.DEFAULT, () -> 0, PluginObserver.NONE);
        this.state = new ClusterState(
                new Predictor(), () -> Instant.ofEpochMilli(nowMillis), new SimpleMeterRegistry(), Duration.ZERO);
        for (int i = 0; i < nodeCount; i++) {
            SimulatedKubelet node =
                    new SimulatedKubelet("node-" + i, (16L << (30 + i % 2)) / 2 * (1 + i % 3), random.split());
            nodes.add(node);
            state.offer(new StateEvent.NodeApplied(
                    node.name(), new Resources(MILLI_CPU, node.allocatableBytes()), node.capacityBytes()));
        }
        state.offer(new StateEvent.Synced());
        state.flush().join();
    }

    List<GoService> services() {
        return services;
    }

    List<SimulatedKubelet> nodes() {
        return nodes;
    }

    SplittableRandom random() {
        return random;
    }

    /** The node as plugins see it. */
    NodeInfo published(SimulatedKubelet node) {
        return Objects.requireNonNull(state.view().node(state.view().slotOf(node.name())));
    }

    /** Thirty seconds pass, and all kubelets are asked once. */
    void period() {
        for (int i = 0; i < STEPS_PER_PERIOD; i++) {
            services.forEach(service -> service.load().step());
            nodes.forEach(SimulatedKubelet::step);
        }
        nowMillis += PERIOD_MILLIS;
        for (SimulatedKubelet node : nodes) {
            StateEvent.NodeMeasured measured = node.measure(nowMillis);
            if (measured != null) {
                state.offer(podsAreMeasured ? measured : blind(measured));
            }
        }
        state.flush().join();
    }

    /** Places one replica where the plugins say. @return null if no node takes it */
    @Nullable
    GoReplica place(GoService service) {
        PodInfo pod = pod(service);
        List<NodeInfo> candidates = nodes.stream().map(this::published).toList();
        FilterOutcome outcome = profile.filter(pod, candidates);
        List<NodeInfo> fitting = new ArrayList<>();
        for (int i = 0; i < candidates.size(); i++) {
            if (outcome.fits(i)) {
                fitting.add(candidates.get(i));
            }
        }
        if (fitting.isEmpty()) {
            return null;
        }
        double[] scores = profile.score(pod, fitting);
        int best = 0;
        for (int i = 1; i < scores.length; i++) {
            best = scores[i] > scores[best] ? i : best;
        }
        String chosen = fitting.get(best).name();
        GoReplica replica = new GoReplica(service, random.split());
        uids.put(replica, pod.uid());
        nodes.stream()
                .filter(node -> node.name().equals(chosen))
                .forEach(node -> node.pods().add(replica));
        state.offer(new StateEvent.PodApplied(pod, chosen, false, nowMillis));
        state.flush().join();
        return replica;
    }

    /** The state is told and not waited for: {@link #settle} before anything is placed. */
    void remove(SimulatedKubelet node, GoReplica replica) {
        node.pods().remove(replica);
        state.offer(new StateEvent.PodDeleted(Objects.requireNonNull(uids.remove(replica))));
    }

    /** Waits until the state knows what it was told, so that the same seed gives the same run. */
    void settle() {
        state.flush().join();
    }

    @Override
    public void close() {
        state.close();
    }

    /** What a reader would get who takes everything on the node for others'. */
    private static StateEvent.NodeMeasured blind(StateEvent.NodeMeasured measured) {
        return new StateEvent.NodeMeasured(
                measured.name(), measured.atMillis(), measured.workingSetBytes(), 0, Double.NaN);
    }

    /** Its forecast comes to the state as an annotation, so that it is the one that the service's forecaster made. */
    private PodInfo pod(GoService service) {
        String uid = service.name() + "-" + created++;
        PodInfo pod = new PodInfo(
                uid,
                "shop",
                uid,
                "headroom",
                "shop/Deployment/" + service.name(),
                0,
                new Resources(service.milliCpu(), service.meanBytes()),
                new PodMemorySpec(0, 0, service.meanBytes(), service.spreadBytes()),
                MemoryForecast.UNKNOWN);
        return pod.withForecast(state.view().forecast(pod));
    }
}
