package dev.headroom.extender.telemetry.kubelet;

import dev.headroom.config.KubeletSettings;
import dev.headroom.extender.telemetry.InputHealth;
import dev.headroom.extender.telemetry.MonitoringListener;
import dev.headroom.extender.telemetry.TelemetrySource;
import dev.headroom.extender.telemetry.http.Breaker;
import dev.headroom.extender.telemetry.join.PodDirectory;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Visits every node once per interval, at a moment of its own that its name decides, so many at once; nodes that do not
 * answer ever more seldom. Thread-safe.
 */
public final class KubeletSource implements TelemetrySource, NodeListener {

    private static final long LONGEST_REST_MILLIS = 300_000;
    private static final Logger LOG = LoggerFactory.getLogger(KubeletSource.class);

    /** A node's place in the rota; belongs to the thread. */
    private static final class Turn {

        private final NodeVisit visit;
        private final Breaker breaker;
        private @Nullable ScheduledFuture<?> round;
        private boolean busy;
        private boolean answered;

        Turn(NodeVisit visit, Breaker breaker) {
            this.visit = visit;
            this.breaker = breaker;
        }
    }

    private final KubeletSettings settings;
    private final PodDirectory directory;
    private final MonitoringListener listener;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final KubeletMeters meters;
    private final KubeletClient client;
    private final ScheduledThreadPoolExecutor thread;
    private final ExecutorService visitors;
    private final Map<String, Turn> turns = new HashMap<>();
    private boolean started;
    private long lastAnswerAt;
    private String lastFailure = "";
    private long lastFailureAt;
    private volatile KubeletStatus status = new KubeletStatus(0, 0, 0, "", 0);

    /** @throws IOException if the certificates to believe cannot be read; names the file */
    public KubeletSource(
            KubeletSettings settings,
            PodDirectory directory,
            MonitoringListener listener,
            InstantSource clock,
            MeterRegistry registry,
            RandomGenerator random)
            throws IOException {
        this.settings = settings;
        this.directory = directory;
        this.listener = listener;
        this.clock = clock;
        this.random = random;
        this.meters = new KubeletMeters(registry);
        this.thread = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().name("headroom-kubelets").daemon(true).factory());
        thread.setRemoveOnCancelPolicy(true);
        this.client = new KubeletClient(settings, clock, thread);
        // As many at once as there are threads; the others wait, each node once.
        this.visitors = Executors.newFixedThreadPool(
                settings.concurrency(),
                Thread.ofVirtual().name("headroom-kubelet-", 0).factory());
    }

    @Override
    public void start() {
        submit(() -> {
            started = true;
            turns.values().forEach(this::schedule);
        });
    }

    @Override
    public void appeared(KubeletTarget node) {
        submit(() -> {
            Turn before = turns.get(node.node());
            if (before != null && before.visit.target().equals(node)) {
                return;
            }
            remove(node.node());
            Turn turn = new Turn(
                    new NodeVisit(node, settings, client, directory, listener, meters),
                    new Breaker(settings.interval().toMillis(), LONGEST_REST_MILLIS, random));
            turns.put(node.node(), turn);
            schedule(turn);
            publish();
        });
    }

    @Override
    public void disappeared(String node) {
        submit(() -> {
            remove(node);
            publish();
        });
    }

    /** What is known of the nodes. */
    public KubeletStatus status() {
        return status;
    }

    /** The same in a form that all sources have. */
    public InputHealth health() {
        KubeletStatus now = status;
        return new InputHealth(
                "kubelets",
                now.nodes(),
                now.answering(),
                now.lastAnswerAtMillis(),
                settings.interval().toMillis(),
                now.lastFailure().isEmpty()
                        ? null
                        : new InputHealth.Failure(
                                now.lastFailureAtMillis(),
                                settings.cadvisor() ? NodeVisit.CADVISOR : NodeVisit.RESOURCE,
                                now.lastFailure()),
                meters.droppedValues.notes());
    }

    @Override
    public void close() {
        thread.shutdownNow();
        client.close();
        visitors.shutdownNow();
    }

    /** When within the interval a node is visited: 0 to interval − 1, always the same for one name. */
    static long momentOf(String node, long intervalMillis) {
        return Long.remainderUnsigned((node.hashCode() * 0x9E3779B97F4A7C15L) >>> 16, intervalMillis);
    }

    private void remove(String node) {
        Turn turn = turns.remove(node);
        if (turn != null && turn.round != null) {
            turn.round.cancel(false);
        }
    }

    private void schedule(Turn turn) {
        if (started && turn.round == null) {
            long interval = settings.interval().toMillis();
            turn.round = thread.scheduleAtFixedRate(
                    () -> due(turn), momentOf(turn.visit.target().node(), interval), interval, TimeUnit.MILLISECONDS);
        }
    }

    private void due(Turn turn) {
        if (turn.busy) {
            meters.skipped("late");
        } else if (!turn.breaker.allows(clock.millis())) {
            meters.skipped("resting");
        } else {
            turn.busy = true;
            visitors.execute(() -> visit(turn));
        }
    }

    private void visit(Turn turn) {
        try {
            KubeletAnswer answer = turn.visit.make();
            submit(() -> visited(turn, answer));
        } catch (RuntimeException e) {
            LOG.error("Visit of node {} failed and goes on", turn.visit.target().node(), e);
            submit(() -> turn.busy = false);
        }
    }

    private void visited(Turn turn, KubeletAnswer answer) {
        turn.busy = false;
        turn.answered = answer instanceof KubeletAnswer.Read;
        if (turn.answered) {
            lastAnswerAt = clock.millis();
            turn.breaker.succeeded();
        } else {
            turn.breaker.failed(clock.millis());
            String failure = turn.visit.target().node() + ": " + answer.describe();
            if (!answer.describe().equals(problemOf(lastFailure))) {
                LOG.warn("Kubelet of node {}. Failures of this kind are further on only counted", failure);
            }
            lastFailure = failure;
            lastFailureAt = clock.millis();
        }
        publish();
    }

    private static String problemOf(String failure) {
        return failure.substring(failure.indexOf(' ') + 1);
    }

    private void publish() {
        int answering =
                (int) turns.values().stream().filter(turn -> turn.answered).count();
        meters.nodes.set(turns.size());
        status = new KubeletStatus(turns.size(), answering, lastAnswerAt, lastFailure, lastFailureAt);
    }

    private void submit(Runnable action) {
        try {
            thread.execute(() -> {
                try {
                    action.run();
                } catch (RuntimeException e) {
                    LOG.error("Asking kubelets failed and goes on", e);
                }
            });
        } catch (RejectedExecutionException e) {
            // Closed.
        }
    }
}
