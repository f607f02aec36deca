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
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * What a Prometheus knows of all containers in a window of the past, and of two hours before it, to learn from: a
 * sample each 30 s, or less often where there are many containers. Limits, requests and owners are those that
 * kube-state-metrics told within the window.
 */
public final class PrometheusPast implements ForecastSource {

    private static final Duration LEARNT_FROM = Duration.ofHours(2);
    private static final Duration LONGEST = Duration.ofDays(8);
    private static final Duration STEP = Duration.ofSeconds(30);
    private static final Duration PATIENCE = Duration.ofHours(1);

    private final PrometheusSettings settings;
    private final Instant from;
    private final Instant to;
    private final InstantSource clock;

    /** @throws IllegalArgumentException if the URL or the window cannot be one; says what is allowed */
    public PrometheusPast(String url, Instant from, Instant to, InstantSource clock) {
        Duration length = Duration.between(from, to);
        if (url.isEmpty() || length.isNegative() || length.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("the window is " + from + " to " + to + " of \"" + url
                    + "\", allowed is one of at most " + LONGEST.toDays() + " days of http://HOST:PORT");
        }
        this.settings = PrometheusSettings.of(url).withHistory(length.plus(LEARNT_FROM), STEP, PATIENCE);
        this.from = from;
        this.to = to;
        this.clock = clock;
    }

    @Override
    public void run(Listener listener) throws IOException {
        Instants instants = new Instants(listener);
        try (PrometheusReader reader = new PrometheusReader(
                settings,
                PodDirectory.NOBODY_WATCHES,
                instants,
                clock,
                new CompositeMeterRegistry(),
                new SplittableRandom())) {
            instants.subjects.writtenDown(reader.readWrittenDown(from.toEpochMilli(), to.toEpochMilli()));
            reader.readPast(to.toEpochMilli());
            instants.ended();
            PrometheusStatus status = reader.status();
            PrometheusStatus.Failure failure = status.failure();
            if (failure != null && instants.subjects.all().isEmpty()) {
                throw new IOException("Prometheus at " + status.url() + ": query " + failure.name() + " failed: "
                        + failure.problem() + ". It was " + failure.promql());
            }
        }
    }

    /** Tells that forecasts are due when all of an instant was told. */
    private static final class Instants implements MonitoringListener {

        private final Listener listener;
        private final MonitoredSubjects subjects;
        private final Set<Subject> sampled = new LinkedHashSet<>();
        private long atMillis;

        Instants(Listener listener) {
            this.listener = listener;
            this.subjects = new MonitoredSubjects(listener);
        }

        @Override
        public void measured(ContainerSample sample) {
            // Nothing of the present is read.
        }

        @Override
        public void measured(NodeSample sample) {
            // Forecasts are of containers.
        }

        @Override
        public void remembered(ContainerSample said) {
            if (said.sample().atMillis() != atMillis) {
                ended();
                atMillis = said.sample().atMillis();
            }
            sampled.add(subjects.sampled(said));
        }

        @Override
        public void remembered(NodePast past) {
            // Forecasts are of containers.
        }

        void ended() {
            sampled.forEach(subject -> listener.due(subject, atMillis));
            sampled.clear();
        }
    }
}
