package dev.headroom.extender.telemetry.kubelet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpsServer;
import dev.headroom.config.ConfigurationReader;
import dev.headroom.config.ConfigurationResult;
import dev.headroom.config.KubeletSettings;
import dev.headroom.extender.PluginCatalog;
import dev.headroom.extender.telemetry.ContainerSample;
import dev.headroom.extender.telemetry.MonitoringListener;
import dev.headroom.extender.telemetry.NodePast;
import dev.headroom.extender.telemetry.NodeSample;
import dev.headroom.extender.telemetry.http.ServerCertificate;
import dev.headroom.extender.telemetry.join.PodBook;
import dev.headroom.extender.telemetry.join.PodRef;
import dev.headroom.predict.Sample;
import dev.headroom.predict.Signal;
import dev.headroom.runtime.SystemClock;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KubeletSourceIT {

    private static final String UID = "0d2f1c7e-8a44-4a0c-9d0e-2f3b5a6c7d8e";

    private final SystemClock clock = new SystemClock();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final Queue<ContainerSample> containers = new ConcurrentLinkedQueue<>();
    private final Queue<NodeSample> nodes = new ConcurrentLinkedQueue<>();
    private final Queue<String> asked = new ConcurrentLinkedQueue<>();
    private final PodBook pods = new PodBook();
    private final ExecutorService handlers = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch ended = new CountDownLatch(1);

    @TempDir
    private Path folder;

    private ServerCertificate certificate;
    private HttpsServer server;
    private Path token;

    @BeforeEach
    void serve() throws Exception {
        pods.podAppeared(new PodRef(UID, "shop", "cart-0", "n1", List.of("main"), 0), "10.0.0.1");
        certificate = ServerCertificate.make(folder, "node");
        token = Files.writeString(folder.resolve("token"), "first");
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(certificate.configurator());
        server.setExecutor(handlers);
        server.start();
    }

    @AfterEach
    void stop() {
        ended.countDown();
        server.stop(0);
        handlers.close();
    }

    @Test
    void containers_and_their_node_are_measured_by_the_cgroups_with_the_token_of_the_file() throws Exception {
        page(NodeVisit.CADVISOR, () -> cadvisor(clock.millis() - 4_000));
        try (KubeletSource source = source("caFile: " + certificate.pem())) {
            source.appeared(target("n1"));
            ContainerSample said = awaitContainer();

            assertThat(said.podUid() + " " + said.namespace() + "/" + said.pod() + "/" + said.container())
                    .isEqualTo(UID + " shop/cart-0/main");
            assertThat(said.sample().origin()).isEqualTo(Sample.Origin.KUBELET);
            assertThat(clock.millis() - said.sample().atMillis()).isBetween(0L, 60_000L);
            assertThat(said.sample().get(Signal.WORKING_SET)).isEqualTo(2.5e8);
            assertThat(said.sample().get(Signal.ANON)).isEqualTo(2e8);
            assertThat(said.sample().get(Signal.PRESSURE_SOME_SECONDS)).isEqualTo(1.5);
            assertThat(said.sample().has(Signal.OOM_KILLS))
                    .as("absent is not 0")
                    .isFalse();
            await().until(() -> !nodes.isEmpty());
            assertThat(nodes.peek().node()).isEqualTo("n1");
            assertThat(nodes.peek().workingSetBytes()).isEqualTo(6e9);
            assertThat(nodes.peek().pressureSomeSeconds()).isEqualTo(9.5);
            assertThat(nodes.peek().pressureFullSeconds()).isNaN();
            assertThat(asked).containsOnly("/metrics/cadvisor Bearer first");
            await().until(() -> source.status().answering() == 1);
        }
    }

    @Test
    void a_measurement_is_told_once_and_a_new_token_holds_at_once() throws Exception {
        long at = clock.millis();
        page(NodeVisit.CADVISOR, () -> cadvisor(at));
        try (KubeletSource source = source("caFile: " + certificate.pem())) {
            source.appeared(target("n1"));
            awaitContainer();
            Files.writeString(token, "second");

            await().atMost(Duration.ofMinutes(1)).until(() -> asked.contains("/metrics/cadvisor Bearer second"));
            await().until(() -> measurements("repeated") >= 1);
            assertThat(containers).hasSize(1);
            assertThat(nodes).hasSize(1);
        }
    }

    @Test
    void of_two_lives_of_a_container_the_newer_is_told() throws Exception {
        page(NodeVisit.CADVISOR, () -> {
            long now = clock.millis();
            return cadvisor(now)
                    + line("container_memory_working_set_bytes", "99aa", 1e8, now)
                    + line("container_start_time_seconds", "99aa", 1_700_009_999, now);
        });
        try (KubeletSource source = source("caFile: " + certificate.pem())) {
            source.appeared(target("n1"));
            assertThat(awaitContainer().sample().get(Signal.WORKING_SET)).isEqualTo(1e8);
        }
    }

    @Test
    void what_no_container_can_have_is_counted_also_where_nothing_else_is_said_of_it() throws Exception {
        page(NodeVisit.CADVISOR, () -> {
            long now = clock.millis();
            return cadvisor(now)
                    + line("container_memory_usage_bytes", "4f1c", Double.NaN, now)
                    + line("container_memory_working_set_bytes", "77bb", -5, now)
                            .replace("container=\"main\"", "container=\"liar\"")
                    + line("container_memory_rss", "77bb", 1e18, now)
                            .replace("container=\"main\"", "container=\"liar\"");
        });
        try (KubeletSource source = source("caFile: " + certificate.pem())) {
            source.appeared(target("n1"));
            assertThat(awaitContainer().sample().get(Signal.WORKING_SET)).isEqualTo(2.5e8);
            await().until(() -> dropped("not_a_number") == 1 && dropped("negative") == 1 && dropped("too_large") == 1);
            assertThat(containers).extracting(ContainerSample::container).doesNotContain("liar");
        }
    }

    @Test
    void a_kubelet_that_asks_for_a_certificate_is_shown_the_configured_one() throws Exception {
        ServerCertificate mine = ServerCertificate.make(folder, "headroom");
        HttpsServer strict = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        strict.setHttpsConfigurator(certificate.configurator(mine.pem()));
        strict.createContext(NodeVisit.CADVISOR, exchange -> {
            try (exchange) {
                send(exchange, 200, cadvisor(clock.millis()));
            }
        });
        strict.start();
        KubeletTarget target =
                new KubeletTarget("n1", "127.0.0.1", strict.getAddress().getPort());
        try (KubeletSource source = source("caFile: " + certificate.pem())) {
            source.appeared(target);
            await().until(() -> !source.status().lastFailure().isEmpty());
            assertThat(containers).isEmpty();
        }
        try (KubeletSource source =
                source("caFile: " + certificate.pem() + ", certFile: " + mine.pem() + ", keyFile: " + mine.keyPem())) {
            source.appeared(target);
            awaitContainer();
        } finally {
            strict.stop(0);
        }
    }

    @Test
    void metrics_and_labels_are_found_under_the_names_of_the_configuration() throws Exception {
        page(
                NodeVisit.CADVISOR,
                () -> cadvisor(clock.millis())
                        .replace("container_memory_rss{", "cgroup_anon_bytes{kind=\"all\",")
                        .replace("container=", "container_name=")
                        .replace("pod=", "pod_name=")
                        .replace("namespace=", "ns=")
                        .replace("id=", "cgroup="));
        try (KubeletSource source = source("names: ['ANON=cgroup_anon_bytes{kind=\"all\"}'], labels: {namespace: ns,"
                + " pod: pod_name, container: container_name, id: cgroup}, caFile: " + certificate.pem())) {
            source.appeared(target("n1"));
            ContainerSample said = awaitContainer();
            assertThat(said.podUid() + " " + said.namespace() + "/" + said.pod() + "/" + said.container())
                    .isEqualTo(UID + " shop/cart-0/main");
            assertThat(said.sample().get(Signal.ANON)).isEqualTo(2e8);
            assertThat(said.sample().get(Signal.WORKING_SET)).isEqualTo(2.5e8);
        }
    }

    private double dropped(String reason) {
        return registry.get("headroom.kubelet.values.dropped")
                .tag("reason", reason)
                .counter()
                .count();
    }

    @Test
    void where_cadvisors_page_is_refused_the_small_one_stands_in() throws Exception {
        handle(NodeVisit.CADVISOR, exchange -> send(exchange, 403, "Forbidden"));
        page(NodeVisit.RESOURCE, () -> """
                # HELP container_memory_working_set_bytes [STABLE] Current working set of the container in bytes
                # TYPE container_memory_working_set_bytes gauge
                container_memory_working_set_bytes{container="main",namespace="shop",pod="cart-0"} 2.4e+08 %d
                container_start_time_seconds{container="main",namespace="shop",pod="cart-0"} 1.7e+09
                node_memory_working_set_bytes 5e+09 %d
                """.formatted(clock.millis(), clock.millis()));
        try (KubeletSource source = source("caFile: " + certificate.pem())) {
            source.appeared(target("n1"));
            ContainerSample said = awaitContainer();

            assertThat(said.podUid()).as("by the pod's name").isEqualTo(UID);
            assertThat(said.sample().get(Signal.WORKING_SET)).isEqualTo(2.4e8);
            assertThat(said.sample().has(Signal.ANON)).isFalse();
            await().until(() -> !nodes.isEmpty());
            assertThat(nodes.peek().workingSetBytes()).isEqualTo(5e9);
        }
    }

    @Test
    void a_kubelet_that_refuses_both_is_named_with_what_may_be_missing() throws Exception {
        handle("/", exchange -> send(exchange, 403, "Forbidden"));
        try (KubeletSource source = source("caFile: " + certificate.pem())) {
            source.appeared(target("n1"));
            await().until(() -> !source.status().lastFailure().isEmpty());

            assertThat(source.status().lastFailure())
                    .isEqualTo("n1: status 403. Maybe the service account lacks the right to get nodes/metrics");
            assertThat(source.status().answering()).isZero();
            // Left alone for a while.
            await().atMost(Duration.ofMinutes(1)).until(() -> skipped("resting") >= 1);
        }
    }

    @Test
    void a_certificate_that_nobody_vouches_for_is_believed_only_where_that_is_asked_for() throws Exception {
        page(NodeVisit.CADVISOR, () -> cadvisor(clock.millis()));
        ServerCertificate other = ServerCertificate.make(folder, "other");
        try (KubeletSource source = source("caFile: " + other.pem())) {
            source.appeared(target("n1"));
            await().until(() -> !source.status().lastFailure().isEmpty());
            assertThat(source.status().lastFailure()).contains("SSLHandshakeException");
            assertThat(asked).as("the token was shown to nobody").isEmpty();
        }
        try (KubeletSource source = source("insecureSkipVerify: true")) {
            source.appeared(target("n1"));
            awaitContainer();
        }
    }

    @Test
    void an_endless_page_ends_at_its_bound() throws Exception {
        AtomicInteger pages = new AtomicInteger();
        handle("/", exchange -> {
            pages.incrementAndGet();
            exchange.getResponseHeaders().set("Content-Encoding", "gzip");
            exchange.sendResponseHeaders(200, 0);
            try (OutputStream out = new GZIPOutputStream(exchange.getResponseBody())) {
                byte[] line = "a_metric_that_nobody_wants{label=\"value\"} 1\n".getBytes(StandardCharsets.UTF_8);
                while (ended.getCount() > 0) {
                    out.write(line);
                }
            }
        });
        try (KubeletSource source = source("maxBodyBytes: 100000, caFile: " + certificate.pem())) {
            source.appeared(target("n1"));
            await().until(() -> !source.status().lastFailure().isEmpty());
            assertThat(source.status().lastFailure()).isEqualTo("n1: the unpacked answer has more than 100000 bytes");
        }
    }

    @Test
    void a_page_that_drips_is_given_up() throws Exception {
        handle("/", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write("container_memory_rss".getBytes(StandardCharsets.UTF_8));
            exchange.getResponseBody().flush();
            awaitEnd();
        });
        try (KubeletSource source = source("timeout: 500ms, caFile: " + certificate.pem())) {
            source.appeared(target("n1"));
            await().until(() -> !source.status().lastFailure().isEmpty());
            assertThat(source.status().lastFailure()).isEqualTo("n1: no whole answer in time");
        }
    }

    @Test
    void so_many_nodes_are_asked_at_once_and_no_more() throws Exception {
        Semaphore gate = new Semaphore(0);
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        handle("/", exchange -> {
            most.accumulateAndGet(inside.incrementAndGet(), Math::max);
            gate.acquireUninterruptibly();
            inside.decrementAndGet();
            send(exchange, 200, cadvisor(clock.millis()));
        });
        try (KubeletSource source = source("concurrency: 3, timeout: 5s, caFile: " + certificate.pem())) {
            for (int i = 0; i < 12; i++) {
                source.appeared(target("n" + i));
            }
            await().atMost(Duration.ofMinutes(1)).until(() -> inside.get() == 3);
            gate.release(1_000);
            await().atMost(Duration.ofMinutes(1)).until(() -> source.status().answering() == 12);
            assertThat(most.get()).isEqualTo(3);
        }
    }

    @Test
    void a_node_that_is_gone_is_asked_no_more() throws Exception {
        page(NodeVisit.CADVISOR, () -> cadvisor(clock.millis()));
        try (KubeletSource source = source("caFile: " + certificate.pem())) {
            source.appeared(target("n1"));
            awaitContainer();
            source.disappeared("n1");
            await().until(() -> source.status().nodes() == 0);
        }
    }

    private KubeletTarget target(String node) {
        return new KubeletTarget(node, "127.0.0.1", server.getAddress().getPort());
    }

    private KubeletSource source(String keys) throws IOException {
        KubeletSource source = new KubeletSource(
                settings(keys),
                pods,
                new MonitoringListener() {

                    @Override
                    public void measured(ContainerSample sample) {
                        containers.add(sample);
                    }

                    @Override
                    public void measured(NodeSample sample) {
                        nodes.add(sample);
                    }

                    @Override
                    public void remembered(ContainerSample sample) {
                        throw new AssertionError("a kubelet knows no past");
                    }

                    @Override
                    public void remembered(NodePast past) {
                        throw new AssertionError("a kubelet knows no past");
                    }
                },
                clock,
                registry,
                new SplittableRandom());
        source.start();
        return source;
    }

    private KubeletSettings settings(String keys) {
        String file = "apiVersion: headroom.dev/v1alpha1\nkind: HeadroomConfiguration\n"
                + "telemetry: {kubelet: {interval: 5s, " + (keys.contains("timeout") ? "" : "timeout: 5s, ")
                + "tokenFile: " + token + ", " + keys + "}}\n"
                + "profiles: [{schedulerName: headroom, plugins: [{name: GcHeadroom}]}]\n";
        return switch (ConfigurationReader.read(file, PluginCatalog.registry())) {
            case ConfigurationResult.Read read ->
                read.configuration().telemetry().kubelet();
            case ConfigurationResult.Refused refused ->
                throw new IllegalArgumentException(refused.problems().toString());
        };
    }

    private ContainerSample awaitContainer() {
        await().atMost(Duration.ofMinutes(1)).until(() -> !containers.isEmpty());
        return containers.peek();
    }

    private int measurements(String fate) {
        Counter counter =
                registry.find("headroom.kubelet.measurements").tag("fate", fate).counter();
        return counter == null ? 0 : (int) counter.count();
    }

    private int skipped(String reason) {
        Counter counter =
                registry.find("headroom.kubelet.skipped").tag("reason", reason).counter();
        return counter == null ? 0 : (int) counter.count();
    }

    /** As a kubelet of 1.36 under systemd writes it. */
    private static String cadvisor(long at) {
        return """
                # HELP cadvisor_version_info A metric with a constant '1' value labeled by kernel version.
                # TYPE cadvisor_version_info gauge
                cadvisor_version_info{cadvisorRevision="",cadvisorVersion="",dockerVersion="",kernelVersion="6.12.0",osVersion="Linux"} 1
                # HELP container_memory_rss Size of RSS in bytes.
                # TYPE container_memory_rss gauge
                """
                + "container_memory_working_set_bytes{container=\"\",id=\"/\",image=\"\",name=\"\",namespace=\"\",pod=\"\"} 6e+09 "
                + at + "\n"
                + "container_pressure_memory_waiting_seconds_total{container=\"\",id=\"/\",image=\"\",name=\"\",namespace=\"\",pod=\"\"} 9.5 "
                + at + "\n"
                + "container_memory_working_set_bytes{container=\"\",id=\"/system.slice\",image=\"\",name=\"\",namespace=\"\",pod=\"\"} 3e+08 "
                + at + "\n"
                + line("container_memory_working_set_bytes", "4f1c", 2.5e8, at)
                + line("container_memory_rss", "4f1c", 2e8, at)
                + line("container_pressure_memory_waiting_seconds_total", "4f1c", 1.5, at)
                + line("container_start_time_seconds", "4f1c", 1_700_000_000, at);
    }

    private static String line(String metric, String id, double value, long at) {
        return metric + "{container=\"main\",id=\"/kubepods.slice/kubepods-burstable.slice/kubepods-burstable-pod"
                + UID.replace('-', '_') + ".slice/cri-containerd-" + id
                + ".scope\",image=\"shop/cart:1\",name=\"" + id + "\",namespace=\"shop\",pod=\"cart-0\"} "
                + value + " " + at + "\n";
    }

    private interface Page {
        String text();
    }

    private void page(String path, Page page) {
        handle(path, exchange -> {
            asked.add(exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("Authorization"));
            send(exchange, 200, page.text());
        });
    }

    private void handle(String path, HttpHandler handler) {
        server.createContext(path, exchange -> {
            try (exchange) {
                handler.handle(exchange);
            }
        });
    }

    private static void send(HttpExchange exchange, int status, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    private void awaitEnd() {
        try {
            ended.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
