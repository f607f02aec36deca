package dev.headroom.extender;

import dev.headroom.config.HeadroomConfiguration;
import dev.headroom.extender.cli.CliFailure;
import dev.headroom.extender.cli.ServeCommand;
import dev.headroom.extender.kubernetes.ClusterWatcher;
import dev.headroom.extender.kubernetes.StatusTouch;
import dev.headroom.extender.lifecycle.Shutdown;
import dev.headroom.extender.state.ClusterState;
import dev.headroom.extender.telemetry.DirectScrape;
import dev.headroom.extender.telemetry.InputHealth;
import dev.headroom.extender.telemetry.Target;
import dev.headroom.extender.telemetry.TargetListener;
import dev.headroom.runtime.SystemClock;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What {@code headroom serve} does: watches a real cluster and answers its scheduler until SIGTERM. */
record Serve(SystemClock clock) implements ServeCommand.Server {

    private static final Logger LOG = LoggerFactory.getLogger(Serve.class);

    /** For what is left once the verbs are drained: files, watches, the operations port. */
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(5);

    /** Beyond the drain time-out, which the drain itself keeps. */
    private static final Duration DRAIN_MARGIN = Duration.ofSeconds(1);

    @Override
    public int serve(HeadroomConfiguration configuration, @Nullable Path kubeconfig) {
        if (kubeconfig != null) {
            // Where the Kubernetes client looks before KUBECONFIG.
            System.setProperty("kubeconfig", kubeconfig.toString());
        }
        Headroom headroom = start(configuration);
        new Shutdown(Runtime.getRuntime()::halt)
                .then("drain", configuration.server().drainTimeout().plus(DRAIN_MARGIN), headroom::drain)
                .then("parts", CLOSE_LIMIT, headroom::close)
                .install();
        LOG.info(
                "Headroom serves: verbs on {}:{}, operations on {}:{}",
                configuration.server().host(),
                headroom.verbsPort(),
                configuration.server().opsHost(),
                headroom.opsPort());
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return 0;
    }

    private Headroom start(HeadroomConfiguration configuration) {
        try {
            return Headroom.start(
                    configuration,
                    new Surroundings(
                            clock,
                            clock,
                            ClusterState.DEFAULT_PUBLISH_INTERVAL,
                            false,
                            (state, meters) -> watch(configuration, state, meters),
                            Runtime.getRuntime()::halt));
        } catch (IllegalStateException | IllegalArgumentException e) {
            throw CliFailure.unavailable(String.valueOf(e.getMessage()), "");
        }
    }

    private Surroundings.Running watch(HeadroomConfiguration configuration, ClusterState state, MeterRegistry meters) {
        HeadroomConfiguration.Scrape settings = configuration.telemetry().scrape();
        Monitoring monitoring = new Monitoring(configuration.telemetry(), state::offer, clock, meters);
        @Nullable
        DirectScrape scrape = settings.enabled() ? new DirectScrape(settings, state::offer, clock, meters) : null;
        ClusterWatcher watcher = ClusterWatcher.connect(
                monitoring.startingWhenSynced(),
                scrape == null ? NOBODY : scrape,
                monitoring,
                meters,
                new SplittableRandom());
        if (scrape != null) {
            scrape.start();
        }
        watcher.start();
        Runnable close = () -> {
            if (scrape != null) {
                scrape.close();
            }
            monitoring.close();
        };
        return new Watching(
                watcher,
                close,
                StatusTouch.connect(),
                () -> Stream.concat(Stream.ofNullable(scrape).map(DirectScrape::health), monitoring.inputs().stream())
                        .toList());
    }

    private record Watching(
            ClusterWatcher watcher, Runnable scrapes, StatusTouch touch, Supplier<List<InputHealth>> sources)
            implements Surroundings.Running {

        @Override
        public List<InputHealth> inputs() {
            return sources.get();
        }

        @Override
        public void close() {
            watcher.close();
            scrapes.run();
            touch.close();
        }
    }

    private static final TargetListener NOBODY = new TargetListener() {

        @Override
        public void appeared(Target target) {}

        @Override
        public void disappeared(String podUid) {}
    };
}
