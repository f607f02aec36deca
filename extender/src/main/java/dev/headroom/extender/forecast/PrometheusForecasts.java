package dev.headroom.extender.forecast;

import dev.headroom.config.PrometheusSettings;
import dev.headroom.extender.telemetry.ContainerSample;
import dev.headroom.extender.telemetry.MonitoringListener;
import dev.headroom.extender.telemetry.NodePast;
import dev.headroom.extender.telemetry.NodeSample;
import dev.headroom.extender.telemetry.join.PodDirectory;
import dev.headroom.extender.telemetry.prometheus.PrometheusReader;
import dev.headroom.extender.telemetry.prometheus.PrometheusStatus;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * What a Prometheus knows of all containers, without a cluster: their last hour, then a round each interval. Limits,
 * requests and owners come from kube-state-metrics where it is scraped.
 */
public final class PrometheusForecasts implements ForecastSource {

    private static final Duration HISTORY = Duration.ofHours(1);
    private static final Duration STEP = Duration.ofSeconds(30);
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final PrometheusSettings settings;
    private final Duration interval;
    private final InstantSource clock;
    private final Consumer<String> complaints;

    /**
     * @param interval from the begin of one round to that of the next
     * @param complaints is told why a query failed, in a line for people
     * @throws IllegalArgumentException if the URL cannot be one; says what is allowed
     */
    public PrometheusForecasts(String url, Duration interval, InstantSource clock, Consumer<String> complaints) {
        if (url.isEmpty()) {
            throw new IllegalArgumentException("the address of a Prometheus is empty, allowed is http://HOST:PORT");
        }
        this.settings = PrometheusSettings.of(url).withHistory(HISTORY, STEP, PATIENCE);
        this.interval = interval;
        this.clock = clock;
        this.complaints = complaints;
    }

    @Override
    public void run(Listener listener) throws IOException, InterruptedException {
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("headroom-forecast").daemon(true).factory());
        Known known = new Known(listener);
        try (PrometheusReader reader = new PrometheusReader(
                settings,
                PodDirectory.NOBODY_WATCHES,
                known,
                clock,
                new CompositeMeterRegistry(),
                new SplittableRandom())) {
            known.subjects.writtenDown(reader.readWrittenDown());
            boolean another = true;
            for (boolean first = true; another; first = false) {
                CountDownLatch next = new CountDownLatch(1);
                timer.schedule(next::countDown, interval.toMillis(), TimeUnit.MILLISECONDS);
                reader.read();
                complain(reader.status(), first);
                known.roundEnded(clock.millis());
                another = listener.roundEnded();
                if (another) {
                    next.await();
                }
            }
        } finally {
            timer.shutdownNow();
        }
    }

    private void complain(PrometheusStatus status, boolean first) throws IOException {
        PrometheusStatus.Failure failure = status.failure();
        if (failure == null || failure.atMillis() < status.lastAnswerAtMillis()) {
            return;
        }
        String text = "Prometheus at " + status.url() + ": query " + failure.name() + " failed: " + failure.problem();
        if (first && status.lastAnswerAtMillis() == 0) {
            throw new IOException(text);
        }
        complaints.accept(text + ". The query was " + failure.promql());
    }

    /** Tells what a round brought; on the one thread that reads. */
    private static final class Known implements MonitoringListener {

        private final Listener listener;
        private final MonitoredSubjects subjects;
        private final Set<Subject> measured = new HashSet<>();

        Known(Listener listener) {
            this.listener = listener;
            this.subjects = new MonitoredSubjects(listener);
        }

        @Override
        public void measured(ContainerSample said) {
            measured.add(subjects.sampled(said));
        }

        @Override
        public void measured(NodeSample sample) {
            // Forecasts are of containers.
        }

        @Override
        public void remembered(ContainerSample said) {
            subjects.sampled(said);
        }

        @Override
        public void remembered(NodePast past) {
            // Forecasts are of containers.
        }

        void roundEnded(long nowMillis) {
            for (Subject subject : subjects.all()) {
                if (!measured.contains(subject)) {
                    listener.missed(subject, nowMillis);
                }
                listener.due(subject, nowMillis);
            }
            measured.clear();
        }
    }
}
