package dev.headroom.extender.telemetry.prometheus;

import dev.headroom.config.PrometheusSettings;
import dev.headroom.extender.telemetry.InputHealth;
import dev.headroom.extender.telemetry.MonitoringListener;
import dev.headroom.extender.telemetry.TelemetrySource;
import dev.headroom.extender.telemetry.join.PodDirectory;
import dev.headroom.predict.Signal;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads a server in rounds, on a thread of its own. Thread-safe. */
public final class PrometheusSource implements TelemetrySource {

    /** Replicas that start together do not ask together. */
    private static final long LONGEST_FIRST_WAIT_MILLIS = 3_000;

    /** Those whose absence people should know. */
    private static final Set<Signal> CGROUP_SIGNALS =
            EnumSet.of(Signal.WORKING_SET, Signal.ANON, Signal.CGROUP_MAX, Signal.PRESSURE_SOME_SECONDS);

    private static final Set<Signal> PROGRAM_SIGNALS = EnumSet.of(Signal.RESIDENT, Signal.HEAP_GOAL);

    private static final Logger LOG = LoggerFactory.getLogger(PrometheusSource.class);

    private final PrometheusSettings settings;
    private final RandomGenerator random;
    private final PrometheusReader reader;
    private final ScheduledThreadPoolExecutor thread;

    // Belong to the thread.
    private String toldOf = "";
    private boolean toldHistory;

    /**
     * @param settings with a server
     * @throws IOException if the certificates to believe cannot be read; names the file
     * @throws IllegalArgumentException if a configured name cannot be one
     */
    public PrometheusSource(
            PrometheusSettings settings,
            PodDirectory directory,
            MonitoringListener listener,
            InstantSource clock,
            MeterRegistry registry,
            RandomGenerator random)
            throws IOException {
        this.settings = settings;
        this.random = random;
        this.reader = new PrometheusReader(settings, directory, listener, clock, registry, random);
        this.thread = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().name("headroom-prometheus").daemon(true).factory());
    }

    @Override
    public void start() {
        long interval = settings.interval().toMillis();
        thread.scheduleWithFixedDelay(
                this::round,
                random.nextLong(Math.min(interval, LONGEST_FIRST_WAIT_MILLIS)),
                interval,
                TimeUnit.MILLISECONDS);
    }

    /** What is known of the server and of what it brings. */
    public PrometheusStatus status() {
        return reader.status();
    }

    /**
     * The same in a form that all sources have: what kubelets measure, and what programs say of themselves, of which
     * nobody knows how many there should be.
     *
     * @param containers how many run
     */
    public List<InputHealth> health(int containers) {
        PrometheusStatus status = status();
        PrometheusStatus.Failure failed = status.failure();
        InputHealth.Failure failure =
                failed == null ? null : new InputHealth.Failure(failed.atMillis(), failed.promql(), failed.problem());
        long every = everyMillis();
        PrometheusStatus.Seen cgroups = status.newest(EnumSet.of(Signal.WORKING_SET, Signal.ANON));
        PrometheusStatus.Seen programs =
                status.newest(EnumSet.of(Signal.HEAP_GOAL, Signal.RESIDENT, Signal.COMMITTED_HEAP));
        return List.of(
                new InputHealth(
                        "prometheus (cgroups)",
                        containers,
                        Math.min(containers, cgroups.containers()),
                        cgroups.atMillis(),
                        every,
                        failure,
                        status.seen(Signal::isFromKernel, CGROUP_SIGNALS),
                        status.notes()),
                new InputHealth(
                        "prometheus (programs)",
                        programs.containers(),
                        programs.containers(),
                        programs.atMillis(),
                        every,
                        failure,
                        status.seen(signal -> !signal.isFromKernel(), PROGRAM_SIGNALS),
                        List.of()));
    }

    /** How often each container is measured: so many rounds share them. */
    public long everyMillis() {
        return settings.interval().toMillis() * Math.max(1, status().round().shards());
    }

    @Override
    public void close() {
        thread.shutdownNow();
        reader.close();
    }

    private void round() {
        try {
            reader.read();
            if (!thread.isShutdown()) {
                tell(reader.status());
            }
        } catch (RuntimeException e) {
            // A round that the end interrupts has nothing to say.
            if (!thread.isShutdown()) {
                LOG.error("Asking {} failed and goes on", settings.url(), e);
            }
        }
    }

    /** Each new problem once. */
    private void tell(PrometheusStatus status) {
        if (!toldHistory && status.lastAnswerAtMillis() > 0) {
            toldHistory = true;
            LOG.info("History of {}: {}", status.url(), status.history());
        }
        PrometheusStatus.Failure failure = status.failure();
        if (failure == null || failure.atMillis() < status.lastAnswerAtMillis()) {
            toldOf = "";
        } else if (!failure.problem().equals(toldOf)) {
            toldOf = failure.problem();
            LOG.warn("Prometheus at {}: query {} failed: {}", status.url(), failure.name(), failure.problem());
        }
    }
}
