package dev.headroom.bench;

import dev.headroom.config.ConfigurationReader;
import dev.headroom.config.ConfigurationResult;
import dev.headroom.config.HeadroomConfiguration;
import dev.headroom.extender.Headroom;
import dev.headroom.extender.PluginCatalog;
import dev.headroom.extender.Surroundings;
import dev.headroom.extender.state.ClusterState;
import dev.headroom.runtime.SystemClock;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * The whole Headroom over a synthetic cluster: {@code HeadroomServer MODE NODES PODS_PER_NODE}. Hears of bound pods on
 * its input, as {@code UID SHAPE NODE}, and measures 200 pods a second, so its states change as in a real cluster.
 */
public final class HeadroomServer {

    private static final String CONFIGURATION = """
            apiVersion: headroom.dev/v1alpha1
            kind: HeadroomConfiguration
            server: {verbsPort: 0, opsPort: 0}
            profiles:
              - schedulerName: headroom
                mode: %s
                plugins:
                  - {name: GcHeadroomFit}
                  - {name: GcHeadroom, weight: 6}
                  - {name: GcCpu, weight: 1}
                  - {name: MemoryPressure, weight: 1}
                  - {name: Balance, weight: 0.5}
                  - {name: LeastRequested, weight: 0.5}
            """;

    private HeadroomServer() {}

    public static void main(String[] args) throws Exception {
        SystemClock clock = new SystemClock();
        try (Headroom headroom = Headroom.start(
                configuration(args[0]),
                new Surroundings(
                        clock,
                        clock,
                        ClusterState.DEFAULT_PUBLISH_INTERVAL,
                        true,
                        Surroundings.Feed.NONE,
                        Runtime.getRuntime()::halt))) {
            SyntheticCluster cluster = new SyntheticCluster(
                    headroom.state(), Integer.parseInt(args[1]), Integer.parseInt(args[2]), 1, clock.millis());
            cluster.fill();
            // One thread feeds, as SyntheticCluster asks; at most a pause's worth of bindings waits.
            try (ScheduledExecutorService feed = Executors.newSingleThreadScheduledExecutor()) {
                var unused = feed.scheduleWithFixedDelay(
                        () -> cluster.measureSome(20, clock.millis()), 100, 100, TimeUnit.MILLISECONDS);
                ServerProcess.announceAndListen(headroom.verbsPort(), line -> {
                    String[] words = line.split(" ", 3);
                    feed.execute(() -> cluster.bound(words[0], Integer.parseInt(words[1]), words[2]));
                });
                feed.shutdownNow();
            }
        }
        System.exit(0);
    }

    /** The configuration that is benched: all plugins, mode as given. */
    static HeadroomConfiguration configuration(String mode) {
        return switch (ConfigurationReader.read(CONFIGURATION.formatted(mode), PluginCatalog.registry())) {
            case ConfigurationResult.Read read -> read.configuration();
            case ConfigurationResult.Refused refused ->
                throw new IllegalStateException(refused.problems().toString());
        };
    }
}
