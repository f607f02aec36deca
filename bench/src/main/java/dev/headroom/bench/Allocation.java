package dev.headroom.bench;

import com.sun.management.ThreadMXBean;
import dev.headroom.config.HeadroomConfiguration;
import dev.headroom.extender.state.ClusterState;
import dev.headroom.extender.state.UnresolvedPods;
import dev.headroom.extender.verbs.Profiles;
import dev.headroom.extender.verbs.SchedulingVerbs;
import dev.headroom.extender.verbs.VerbContext;
import dev.headroom.extender.verbs.VerbMeters;
import dev.headroom.predict.Predictor;
import dev.headroom.runtime.PluginObserver;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** Bytes that one filter or prioritize of 500 names allocates, from the body to the answer, without HTTP. */
final class Allocation {

    private static final int NODES = 1_000;
    private static final int NAMES = 500;
    private static final int WARM_UP = 3_000;
    private static final int ROUNDS = 2_000;
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-24T12:00:00Z"));

    private Allocation() {}

    /** @param filter mean bytes per filter request, @param prioritize the same for prioritize */
    record Bytes(double filter, double prioritize) {

        double larger() {
            return Math.max(filter, prioritize);
        }
    }

    /** Nearly deterministic: the same requests against the same state, after the compiler has settled. */
    static Bytes measure(String mode) {
        HeadroomConfiguration configuration = HeadroomServer.configuration(mode);
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        try (ClusterState state =
                new ClusterState(new Predictor(), CLOCK, meters, ClusterState.DEFAULT_PUBLISH_INTERVAL)) {
            new SyntheticCluster(state, NODES, 10, 1, CLOCK.millis()).fill();
            SchedulingVerbs verbs = verbs(configuration, state, meters);
            Bodies bodies = new Bodies(NODES, 7);
            List<byte[]> requests = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                requests.add(bodies.next(NAMES).body());
            }
            ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
            long filter = 0;
            long prioritize = 0;
            for (int i = -WARM_UP; i < ROUNDS; i++) {
                byte[] body = requests.get(Math.floorMod(i, requests.size()));
                long start = threads.getCurrentThreadAllocatedBytes();
                verbs.filter(body, body.length);
                long between = threads.getCurrentThreadAllocatedBytes();
                verbs.prioritize(body, body.length);
                long end = threads.getCurrentThreadAllocatedBytes();
                filter += i < 0 ? 0 : between - start;
                prioritize += i < 0 ? 0 : end - between;
            }
            return new Bytes((double) filter / ROUNDS, (double) prioritize / ROUNDS);
        }
    }

    private static SchedulingVerbs verbs(
            HeadroomConfiguration configuration, ClusterState state, SimpleMeterRegistry meters) {
        return new SchedulingVerbs(new VerbContext(
                new Profiles(
                        configuration.profiles(),
                        configuration.pluginGuard(),
                        () -> 0,
                        PluginObserver.NONE,
                        () -> false),
                state::view,
                new UnresolvedPods(
                        state.resolutions(), true, configuration.unresolved().expiry()),
                configuration.unresolved(),
                decision -> {},
                new VerbMeters(meters),
                () -> 0,
                CLOCK));
    }
}
