package dev.headroom.extender.forecast;

import dev.headroom.config.PrometheusSettings;
import dev.headroom.extender.telemetry.ContainerSample;
import dev.headroom.extender.telemetry.MonitoringListener;
import dev.headroom.extender.telemetry.NodeSample;
import dev.headroom.extender.telemetry.join.PodDirectory;
import dev.headroom.extender.telemetry.prometheus.PrometheusReader;
import dev.headroom.extender.telemetry.prometheus.PrometheusStatus;
import dev.headroom.extender.telemetry.prometheus.WrittenDown;
import dev.headroom.predict.Sample;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
            known.written = reader.readWrittenDown();
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

    /** The containers that were seen; on the one thread that reads. */
    private static final class Known implements MonitoringListener {

        private final Listener listener;
        private final Map<String, Subject> subjects = new LinkedHashMap<>();
        private final Set<String> measured = new HashSet<>();
        private WrittenDown written = WrittenDown.NOTHING;

        Known(Listener listener) {
            this.listener = listener;
        }

        @Override
        public void measured(ContainerSample said) {
            measured.add(remember(said));
        }

        @Override
        public void measured(NodeSample sample) {
            // Forecasts are of containers.
        }

        @Override
        public void remembered(ContainerSample said) {
            remember(said);
        }

        void roundEnded(long nowMillis) {
            List<Subject> all = new ArrayList<>(subjects.values());
            for (Subject subject : all) {
                if (!measured.contains(subject.name())) {
                    listener.missed(subject, nowMillis);
                }
                listener.due(subject, nowMillis);
            }
            measured.clear();
        }

        private String remember(ContainerSample said) {
            String name = said.namespace() + "/" + said.pod() + "/" + said.container();
            Sample sample = said.sample();
            Subject subject = subjects.get(name);
            if (subject == null) {
                String workload = written.workload(said.namespace(), said.pod());
                subject = new Subject(
                        name,
                        said.namespace(),
                        said.pod(),
                        said.container(),
                        workload.isEmpty() ? "" : workload + "/" + said.container(),
                        written.spec(said.namespace(), said.pod(), said.container()));
                subjects.put(name, subject);
                listener.appeared(subject, sample.atMillis());
            }
            listener.sampled(subject, sample);
            return name;
        }
    }
}
