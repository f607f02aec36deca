package dev.headroom.e2e;

import dev.headroom.config.ConfigurationReader;
import dev.headroom.config.ConfigurationResult;
import dev.headroom.config.PrometheusSettings;
import dev.headroom.extender.PluginCatalog;
import dev.headroom.extender.telemetry.ContainerSample;
import dev.headroom.extender.telemetry.MonitoringListener;
import dev.headroom.extender.telemetry.NodePast;
import dev.headroom.extender.telemetry.NodeSample;
import dev.headroom.extender.telemetry.join.PodBook;
import dev.headroom.extender.telemetry.join.PodRef;
import dev.headroom.extender.telemetry.prometheus.PrometheusSource;
import dev.headroom.predict.Sample;
import dev.headroom.runtime.SystemClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A real Prometheus that scrapes a real Go program twice, as a pair would, and a kubelet's page; and who asks it. */
final class PrometheusFixture implements AutoCloseable {

    static final Duration PATIENCE = Duration.ofMinutes(2);
    static final Path RULES = Binaries.root().resolve("deploy/prometheus/headroom-rules.yaml");
    static final String UID = "0d2f1c7e-8a44-4a0c-9d0e-2f3b5a6c7d8e";

    final Queue<ContainerSample> measured = new ConcurrentLinkedQueue<>();
    final Queue<NodeSample> nodes = new ConcurrentLinkedQueue<>();
    final KubeletPage kubelet;
    final PrometheusServer prometheus;
    private final PodBook pods = new PodBook();
    private final Child program;

    PrometheusFixture(Path folder) throws IOException {
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

    @Override
    public void close() {
        prometheus.close();
        program.close();
        kubelet.close();
    }

    ContainerSample awaitSample(Sample.Origin origin, Predicate<Sample> wanted) {
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

    PrometheusSource source(String settings) throws IOException {
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
