package dev.headroom.extender.telemetry.prometheus;

import dev.headroom.config.PrometheusSettings;
import dev.headroom.extender.telemetry.MonitoringListener;
import dev.headroom.extender.telemetry.join.PodDirectory;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.InstantSource;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.random.RandomGenerator;

/**
 * Reads a server with Prometheus's HTTP API, a round at each call, beginning with the past. Failures are counted and
 * shown, never thrown. For one thread; {@link #status} and {@link #close} for any.
 */
public final class PrometheusReader implements AutoCloseable {

    private static final long LEAST_LOOK_MILLIS = 600_000;
    private static final int MOST_LOOKS = 48;

    private final ScheduledThreadPoolExecutor timer;
    private final HttpAsker asker;
    private final StatusBoard board;
    private final Interview interview;
    private final Round round;
    private final History history;
    private final NodeHistory nodeHistory;
    private final MonitoringListener listener;
    private final PrometheusSettings settings;
    private final InstantSource clock;
    private boolean historyRead;

    /**
     * @param settings with a server
     * @throws IOException if the certificates to believe cannot be read; names the file
     * @throws IllegalArgumentException if a configured name cannot be one
     */
    public PrometheusReader(
            PrometheusSettings settings,
            PodDirectory directory,
            MonitoringListener listener,
            InstantSource clock,
            MeterRegistry registry,
            RandomGenerator random)
            throws IOException {
        this.settings = settings;
        this.clock = clock;
        this.timer = new ScheduledThreadPoolExecutor(
                1,
                Thread.ofPlatform()
                        .name("headroom-prometheus-timer")
                        .daemon(true)
                        .factory());
        timer.setRemoveOnCancelPolicy(true);
        this.asker = new HttpAsker(settings, timer);
        this.board = new StatusBoard(settings.url());
        PrometheusMeters meters = new PrometheusMeters(registry);
        this.interview = new Interview(settings, asker, clock, meters, board, random);
        this.round =
                new Round(settings, clock, directory, listener::measured, listener::measured, meters, board, interview);
        this.history = new History(settings, interview, clock, directory, listener::remembered, meters.droppedValues);
        this.nodeHistory = new NodeHistory(settings, interview, clock, directory, meters.droppedValues);
        this.listener = listener;
    }

    /** A round of at most 12 queries, the first time after those about the past. */
    public void read() {
        if (!historyRead && round.isPrepared()) {
            historyRead = true;
            // Nodes first: what their kubelets measure meanwhile would make their past old.
            int nodes = nodeHistory.read(listener::remembered);
            board.history(history.read(round, clock.millis()) + "; nodes: " + nodes);
        }
        round.run();
    }

    /**
     * Reads so much of the past as the settings say, and nothing of the present.
     *
     * @param toMillis where it ends, epoch milliseconds
     */
    public void readPast(long toMillis) {
        board.history(round.isPrepared() ? history.read(round, toMillis) : "the server does not answer");
        round.show();
    }

    /** What is written down about containers, if kube-state-metrics is scraped; empty if it is not. One query. */
    public WrittenDown readWrittenDown() {
        WrittenDown written = new WrittenDown(settings.labels());
        Answer answer = interview.ask(written.query(), written.taking(), new RoundBudget(settings.maxBytes()));
        return answer.isGood() ? written : WrittenDown.NOTHING;
    }

    /** The same of containers that there were in a span of the past, epoch milliseconds. */
    public WrittenDown readWrittenDown(long fromMillis, long toMillis) {
        WrittenDown written = new WrittenDown(settings.labels());
        long step = Math.max(LEAST_LOOK_MILLIS, (toMillis - fromMillis) / MOST_LOOKS);
        Answer answer =
                interview.askRange(written.query(), written.taking(), settings.maxBytes(), fromMillis, toMillis, step);
        return answer.isGood() ? written : WrittenDown.NOTHING;
    }

    /** What is known of the server and of what it brings. */
    public PrometheusStatus status() {
        return board.status();
    }

    @Override
    public void close() {
        asker.close();
        timer.shutdownNow();
    }
}
