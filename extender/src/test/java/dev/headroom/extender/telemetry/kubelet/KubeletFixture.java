package dev.headroom.extender.telemetry.kubelet;

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
import dev.headroom.runtime.SystemClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
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

/** A kubelet with a certificate of its own, the source that asks it, and what that tells. */
final class KubeletFixture implements AutoCloseable {

    final SystemClock clock = new SystemClock();
    final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    final Queue<ContainerSample> containers = new ConcurrentLinkedQueue<>();
    final Queue<NodeSample> nodes = new ConcurrentLinkedQueue<>();

    /** Path and credential of each request for a page. */
    final Queue<String> asked = new ConcurrentLinkedQueue<>();

    final CountDownLatch ended = new CountDownLatch(1);
    final Path folder;
    final ServerCertificate certificate;
    final Path token;
    private final PodBook pods = new PodBook();
    private final ExecutorService handlers = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpsServer server;

    KubeletFixture(Path folder) throws Exception {
        this.folder = folder;
        pods.podAppeared(new PodRef(CadvisorPage.UID, "shop", "cart-0", "n1", List.of("main"), 0), "10.0.0.1");
        certificate = ServerCertificate.make(folder, "node");
        token = Files.writeString(folder.resolve("token"), "first");
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(certificate.configurator());
        server.setExecutor(handlers);
        server.start();
    }

    @Override
    public void close() {
        ended.countDown();
        server.stop(0);
        handlers.close();
    }

    KubeletTarget target(String node) {
        return new KubeletTarget(node, "127.0.0.1", server.getAddress().getPort());
    }

    KubeletSource source(String keys) throws IOException {
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

    ContainerSample awaitContainer() {
        await().atMost(Duration.ofMinutes(1)).until(() -> !containers.isEmpty());
        return containers.peek();
    }

    interface Page {
        String text();
    }

    void page(String path, Page page) {
        handle(path, exchange -> {
            asked.add(exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("Authorization"));
            send(exchange, 200, page.text());
        });
    }

    void handle(String path, HttpHandler handler) {
        server.createContext(path, exchange -> {
            try (exchange) {
                handler.handle(exchange);
            }
        });
    }

    static void send(HttpExchange exchange, int status, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    void awaitEnd() {
        try {
            ended.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
