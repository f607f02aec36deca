package dev.headroom.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.headroom.config.ConfigurationReader;
import dev.headroom.config.ConfigurationResult;
import dev.headroom.config.PrometheusSettings;
import dev.headroom.extender.PluginCatalog;
import dev.headroom.extender.forecast.ForecastSource;
import dev.headroom.extender.forecast.PrometheusForecasts;
import dev.headroom.extender.forecast.Subject;
import dev.headroom.extender.telemetry.ContainerSample;
import dev.headroom.extender.telemetry.MonitoringListener;
import dev.headroom.extender.telemetry.NodePast;
import dev.headroom.extender.telemetry.NodeSample;
import dev.headroom.extender.telemetry.join.PodBook;
import dev.headroom.extender.telemetry.join.PodRef;
import dev.headroom.extender.telemetry.prometheus.PrometheusSource;
import dev.headroom.extender.telemetry.prometheus.PrometheusStatus;
import dev.headroom.predict.Sample;
import dev.headroom.predict.Signal;
import dev.headroom.runtime.SystemClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real Prometheus scrapes a real Go program twice, as a pair would, and a kubelet's page; what it says reaches Headroom. */
class PrometheusE2E {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Path RULES = Binaries.root().resolve("deploy/prometheus/headroom-rules.yaml");
    private static final String UID = "0d2f1c7e-8a44-4a0c-9d0e-2f3b5a6c7d8e";

    private final Queue<ContainerSample> measured = new ConcurrentLinkedQueue<>();
    private final Queue<NodeSample> nodes = new ConcurrentLinkedQueue<>();
    private final PodBook pods = new PodBook();

    @TempDir
    private Path folder;

    private Child program;
    private KubeletPage kubelet;
    private PrometheusServer prometheus;

    @BeforeEach
    void start() throws IOException {
        pods.podAppeared(new PodRef(UID, "shop", "cart-7d9f-x2k4q", "n1", List.of("cart"), 0), "127.0.0.1");
        kubelet = KubeletPage.serve();
        int port = Deadline.freePort();
        String binary = Binaries.lastLine(Binaries.root(), List.of("e2e/control-plane/go-program", "e2e/workload"))
                .toString();
        program = Child.start(
                "gcworkload",
                folder.resolve("gcworkload.log"),
                Map.of(),
                List.of(binary, "-port", "" + port, "-live-mib", "32", "-alloc-mib-s", "16"));
        // The rules as they are shipped, but for their pace.
        Files.writeString(
                folder.resolve("rules.yaml"), Files.readString(RULES).replace("interval: 30s", "interval: 1s"));
        prometheus =
                PrometheusServer.start(folder, """
                global: {scrape_interval: 1s, evaluation_interval: 1s}
                rule_files: [%s]
                scrape_configs:
                  - job_name: one-of-a-pair
                    static_configs: [{targets: ["127.0.0.1:%d"], labels: {prometheus_replica: a, namespace: shop, pod: cart-7d9f-x2k4q, container: cart}}]
                  - job_name: the-other
                    static_configs: [{targets: ["127.0.0.1:%d"], labels: {prometheus_replica: b, namespace: shop, pod: cart-7d9f-x2k4q, container: cart}}]
                  - job_name: kubelet
                    metrics_path: /cadvisor
                    honor_labels: true
                    static_configs: [{targets: ["127.0.0.1:%d"], labels: {node: node-1}}]
                """.formatted(folder.resolve("rules.yaml"), port, port, kubelet.port()));
    }

    @AfterEach
    void stop() {
        prometheus.close();
        program.close();
        kubelet.close();
    }

    @Test
    void exporters_series_become_samples_of_the_container_and_its_node() throws Exception {
        try (PrometheusSource source = source("series: raw, history: 0s")) {
            ContainerSample said = awaitSample(Sample.Origin.PROMETHEUS, sample -> true);

            assertThat(said.podUid()).isEqualTo(UID);
            assertThat(said.namespace() + "/" + said.pod() + "/" + said.container())
                    .isEqualTo("shop/cart-7d9f-x2k4q/cart");
            assertProgram(said.sample());

            ContainerSample kernel = awaitSample(Sample.Origin.KUBELET, sample -> true);
            assertThat(kernel.podUid()).isEqualTo(UID);
            assertThat(kernel.sample().get(Signal.WORKING_SET)).isEqualTo(300e6);
            assertThat(kernel.sample().get(Signal.ANON)).isEqualTo(270e6);
            assertThat(kernel.sample().get(Signal.CGROUP_MAX)).isEqualTo(0x1p29);
            assertThat(kernel.sample().get(Signal.PRESSURE_SOME_SECONDS)).isEqualTo(0.25);
            assertThat(kernel.sample().get(Signal.CGROUP_CPU_SECONDS)).isEqualTo(120);
            assertThat(kernel.sample().has(Signal.PRESSURE_FULL_SECONDS))
                    .as("absent is not 0")
                    .isFalse();

            Deadline.await("a sample of the node", PATIENCE, () -> !nodes.isEmpty());
            NodeSample node = nodes.peek();
            assertThat(node.node()).isEqualTo("node-1");
            assertThat(node.workingSetBytes()).isEqualTo(5e9);
            assertThat(node.pressureSomeSeconds()).isEqualTo(7.5);
            assertThat(node.availableBytes()).isNaN();

            PrometheusStatus status = source.status();
            assertThat(status.failure()).isNull();
            assertThat(status.recorded()).isEmpty();
            assertThat(status.warnings()).isEmpty();
            assertThat(status.round().queries()).isLessThanOrEqualTo(12);
            assertThat(Objects.requireNonNull(status.signals().get(Signal.HEAP_GOAL))
                            .containers())
                    .isEqualTo(1);
        }
    }

    @Test
    void a_container_that_was_replaced_is_not_mistaken_for_its_successor() throws Exception {
        try (PrometheusSource source = source("series: raw, history: 0s")) {
            awaitSample(Sample.Origin.KUBELET, sample -> sample.get(Signal.WORKING_SET) == 300e6);
            kubelet.restart();

            ContainerSample next = awaitSample(
                    Sample.Origin.KUBELET, sample -> sample.get(Signal.START_TIME_SECONDS) == 1_700_005_000);
            assertThat(next.sample().get(Signal.WORKING_SET)).isEqualTo(100e6);
            assertThat(next.sample().get(Signal.CGROUP_CPU_SECONDS)).isEqualTo(5);
            assertThat(source.status().failure()).isNull();
        }
    }

    @Test
    void the_shipped_rules_are_valid_and_say_the_same() throws Exception {
        assertThat(PrometheusServer.checkRules(RULES)).endsWith("exit status 0");

        try (PrometheusSource source = source("series: recorded, history: 0s")) {
            assertProgram(awaitSample(Sample.Origin.PROMETHEUS, sample -> sample.has(Signal.HEAP_GOAL))
                    .sample());
            ContainerSample kernel =
                    awaitSample(Sample.Origin.KUBELET, sample -> sample.has(Signal.CGROUP_CPU_SECONDS));
            assertThat(kernel.sample().get(Signal.WORKING_SET)).isEqualTo(300e6);
            assertThat(kernel.sample().get(Signal.ANON)).isEqualTo(270e6);
            assertThat(source.status().recorded()).containsExactly("program", "container");
            assertThat(source.status().failure()).isNull();
        }
    }

    @Test
    void forecasts_need_no_cluster() throws Exception {
        Deadline.await("something is recorded", PATIENCE, () -> {
            measured.clear();
            try (PrometheusSource source = source("series: raw, history: 0s")) {
                awaitSample(Sample.Origin.PROMETHEUS, sample -> true);
                awaitSample(Sample.Origin.KUBELET, sample -> true);
            }
            return true;
        });
        List<String> told = new ArrayList<>();
        new PrometheusForecasts(prometheus.url(), Duration.ofSeconds(5), new SystemClock(), told::add)
                .run(new Told(told));

        assertThat(told.getFirst())
                .isEqualTo(
                        "appeared shop/cart-7d9f-x2k4q/cart, a replica of shop/Deployment/cart/cart, limit 600000000");
        assertThat(told).contains("sampled shop/cart-7d9f-x2k4q/cart");
        assertThat(told.getLast()).isEqualTo("due shop/cart-7d9f-x2k4q/cart");
    }

    @Test
    void a_server_that_comes_back_is_asked_again() throws Exception {
        try (PrometheusSource source = source("series: raw, history: 0s, timeout: 2s")) {
            awaitSample(Sample.Origin.PROMETHEUS, sample -> true);
            prometheus.stop();
            Deadline.await(
                    "the failure is shown",
                    PATIENCE,
                    () -> source.status().failure() != null && source.status().restsUntilMillis() > 0);
            assertThat(Objects.requireNonNull(source.status().failure()).promql())
                    .isNotEmpty();

            measured.clear();
            prometheus.start();
            awaitSample(Sample.Origin.PROMETHEUS, sample -> true);
        }
    }

    /** The workload holds 32 MiB at GOGC 100, so that its goal is about twice that. */
    private static void assertProgram(Sample sample) {
        assertThat(sample.get(Signal.HEAP_GOAL)).isCloseTo(64 << 20, within(24e6));
        assertThat(sample.get(Signal.RESIDENT)).isBetween(40e6, 160e6);
        assertThat(sample.get(Signal.GC_CYCLES)).isGreaterThanOrEqualTo(2);
        assertThat(sample.get(Signal.GOGC)).isEqualTo(100);
        assertThat(sample.get(Signal.MEMORY_LIMIT)).as("no limit").isInfinite();
        assertThat(sample.get(Signal.ALLOCATED)).isGreaterThan(32e6);
        assertThat(sample.problems()).isEmpty();
        assertThat(new SystemClock().millis() - sample.atMillis()).isBetween(-1_000L, 120_000L);
    }

    /** Writes down what a source of forecasts tells, and wants one round. */
    private record Told(List<String> lines) implements ForecastSource.Listener {

        @Override
        public void appeared(Subject subject, long atMillis) {
            lines.add("appeared " + subject.name() + ", a replica of " + subject.workload() + ", limit "
                    + subject.spec().limitBytes());
        }

        @Override
        public void sampled(Subject subject, Sample sample) {
            lines.add("sampled " + subject.name());
        }

        @Override
        public void missed(Subject subject, long atMillis) {
            lines.add("missed " + subject.name());
        }

        @Override
        public void due(Subject subject, long atMillis) {
            lines.add("due " + subject.name());
        }

        @Override
        public void gone(Subject subject, long atMillis) {
            lines.add("gone " + subject.name());
        }

        @Override
        public boolean roundEnded() {
            return false;
        }
    }

    private ContainerSample awaitSample(Sample.Origin origin, Predicate<Sample> wanted) {
        AtomicReference<@Nullable ContainerSample> found = new AtomicReference<>();
        Deadline.await("a sample by " + origin, PATIENCE, () -> {
            found.set(measured.stream()
                    .filter(said -> said.sample().origin() == origin && wanted.test(said.sample()))
                    .findFirst()
                    .orElse(null));
            return found.get() != null;
        });
        return Objects.requireNonNull(found.get());
    }

    private PrometheusSource source(String settings) throws IOException {
        PrometheusSource source = new PrometheusSource(
                settings(settings),
                pods,
                new MonitoringListener() {

                    @Override
                    public void measured(ContainerSample sample) {
                        measured.add(sample);
                    }

                    @Override
                    public void measured(NodeSample sample) {
                        nodes.add(sample);
                    }

                    @Override
                    public void remembered(ContainerSample sample) {
                        throw new AssertionError("no past was asked for");
                    }

                    @Override
                    public void remembered(NodePast past) {
                        throw new AssertionError("no past was asked for");
                    }
                },
                new SystemClock(),
                new SimpleMeterRegistry(),
                new SplittableRandom());
        source.start();
        return source;
    }

    private PrometheusSettings settings(String keys) {
        String file = """
                apiVersion: headroom.dev/v1alpha1
                kind: HeadroomConfiguration
                telemetry: {prometheus: {url: "%s", interval: 10s, %s}}
                profiles: [{schedulerName: headroom, plugins: [{name: GcHeadroom}]}]
                """.formatted(prometheus.url(), keys);
        return switch (ConfigurationReader.read(file, PluginCatalog.registry())) {
            case ConfigurationResult.Read read ->
                read.configuration().telemetry().prometheus();
            case ConfigurationResult.Refused refused ->
                throw new IllegalArgumentException(refused.problems().toString());
        };
    }
}
