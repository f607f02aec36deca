package dev.headroom.extender.telemetry.prometheus;

import dev.headroom.config.PrometheusSettings;
import dev.headroom.extender.telemetry.MonitoringListener;
import dev.headroom.extender.telemetry.TelemetrySource;
import dev.headroom.extender.telemetry.join.PodDirectory;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.InstantSource;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks a server with Prometheus's HTTP API in rounds, one query after the other on a thread of its own, beginning with
 * the past. Thread-safe.
 */
public final class PrometheusSource implements TelemetrySource {

    /** Replicas that start together do not ask together. */
    private static final long LONGEST_FIRST_WAIT_MILLIS = 3_000;

    private static final Logger LOG = LoggerFactory.getLogger(PrometheusSource.class);

    private final PrometheusSettings settings;
    private final RandomGenerator random;
    private final ScheduledThreadPoolExecutor timer;
    private final ScheduledThreadPoolExecutor thread;
    private final HttpAsker asker;
    private final StatusBoard board;
    private final Round round;
    private final History history;

    // Belongs to the thread.
    private boolean historyRead;
    private String toldOf = "";

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
        this.timer = new ScheduledThreadPoolExecutor(
                1,
                Thread.ofPlatform()
                        .name("headroom-prometheus-timer")
                        .daemon(true)
                        .factory());
        timer.setRemoveOnCancelPolicy(true);
        this.thread = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().name("headroom-prometheus").daemon(true).factory());
        this.asker = new HttpAsker(settings, timer);
        this.board = new StatusBoard(settings.url());
        PrometheusMeters meters = new PrometheusMeters(registry);
        Interview interview = new Interview(settings, asker, clock, meters, board, random);
        this.round =
                new Round(settings, clock, directory, listener::measured, listener::measured, meters, board, interview);
        this.history = new History(settings, interview, clock, directory, listener::remembered);
    }

    @Override
    public void start() {
        long interval = settings.interval().toMillis();
        thread.scheduleWithFixedDelay(
                this::runRound,
                random.nextLong(Math.min(interval, LONGEST_FIRST_WAIT_MILLIS)),
                interval,
                TimeUnit.MILLISECONDS);
    }

    /** What is known of the server and of what it brings. */
    public PrometheusStatus status() {
        return board.status();
    }

    @Override
    public void close() {
        thread.shutdownNow();
        asker.close();
        timer.shutdownNow();
    }

    private void runRound() {
        try {
            if (!historyRead && round.isPrepared()) {
                historyRead = true;
                board.history(history.read(round));
                LOG.info("History of {}: {}", settings.url(), board.history());
            }
            round.run();
            tell(board.status());
        } catch (RuntimeException e) {
            LOG.error("Asking {} failed and goes on", settings.url(), e);
        }
    }

    /** Each new problem once. */
    private void tell(PrometheusStatus status) {
        PrometheusStatus.Failure failure = status.failure();
        if (failure == null || failure.atMillis() < status.lastAnswerAtMillis()) {
            toldOf = "";
        } else if (!failure.problem().equals(toldOf)) {
            toldOf = failure.problem();
            LOG.warn("Prometheus at {}: query {} failed: {}", status.url(), failure.name(), failure.problem());
        }
    }
}
