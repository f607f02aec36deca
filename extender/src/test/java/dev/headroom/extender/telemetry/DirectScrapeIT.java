package dev.headroom.extender.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.headroom.config.HeadroomConfiguration;
import dev.headroom.extender.state.StateEvent;
import dev.headroom.extender.telemetry.names.NameTable;
import dev.headroom.predict.Sample;
import dev.headroom.predict.Signal;
import dev.headroom.runtime.SystemClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class DirectScrapeIT {

    private static final int MAX_BODY = 64 << 10;

    private final Queue<ContainerSample> listened = new ConcurrentLinkedQueue<>();
    private final Queue<String> missed = new ConcurrentLinkedQueue<>();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final Queue<StateEvent> events = new ConcurrentLinkedQueue<>();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final AtomicInteger inFlight = new AtomicInteger();
    private final AtomicInteger mostInFlight = new AtomicInteger();
    private final ExecutorService handlers = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpServer server;
    private @Nullable DirectScrape opened;
    private final Semaphore gate = new Semaphore(0);

    DirectScrapeIT() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    }

    @BeforeEach
    void serve() {
        server.setExecutor(handlers);
        server.createContext("/good", exchange -> answer(exchange, 200, MetricsPages.CLIENT_GOLANG));
        server.createContext("/error", exchange -> answer(exchange, 500, MetricsPages.CLIENT_GOLANG));
        server.createContext("/garbage", exchange -> answer(exchange, 200, "<html>\0\1\2\uFFFF not metrics"));
        server.createContext(
                "/absent",
                exchange -> answer(exchange, 200, MetricsPages.CLIENT_GOLANG.replace("alloc_bytes_total", "other")));
        server.createContext(
                "/negative",
                exchange -> answer(exchange, 200, MetricsPages.CLIENT_GOLANG.replace("sys_bytes ", "sys_bytes -")));
        server.createContext("/held", this::held);
        server.createContext("/huge", this::huge);
        server.createContext("/silent", this::untilTheEnd);
        server.createContext("/drips", this::drips);
        server.createContext("/redirect", exchange -> {
            exchange.getResponseHeaders().add("Location", url("/good"));
            answer(exchange, 302, "");
        });
        server.start();
    }

    @AfterEach
    void stop() {
        if (opened != null) {
            opened.close();
        }
        ended.countDown();
        server.stop(0);
        handlers.shutdownNow();
    }

    @Test
    @DisplayName(
            "a good target becomes a sample with its pod's UID, again and again, and none any more once it is gone")
    void good() {
        DirectScrape scrape = scrape(10, 4);
        scrape.appeared(new Target("good", url("/good")));
        scrape.start();
        await().until(() -> samples("good") >= 3);
        StateEvent.ContainerSampled first = events.stream()
                .filter(StateEvent.ContainerSampled.class::isInstance)
                .map(StateEvent.ContainerSampled.class::cast)
                .findFirst()
                .orElseThrow();
        assertThat(first.sample().get(Signal.HEAP_GOAL)).isEqualTo(191_000_000);
        assertThat(first.sample().atMillis()).isPositive();
        assertThat(registry.get("headroom.scrape.targets").gauge().value()).isEqualTo(1);
        assertThat(registry.get("headroom.scrape.duration").timer().count()).isPositive();

        scrape.disappeared("good");
        await().until(() -> registry.get("headroom.scrape.targets").gauge().value() == 0);
        assertThat(events).contains(new StateEvent.TelemetryExpected(0, 50));
        int then = samples("good");
        scrape.appeared(new Target("other", url("/good")));
        await().until(() -> samples("other") >= 3);
        assertThat(samples("good")).isEqualTo(then);
    }

    @Test
    @DisplayName(
            "every way to fail is counted by its name, gives no sample and keeps no good target from being measured")
    void failures() throws IOException {
        int closedPort;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closedPort = socket.getLocalPort();
        }
        List<Target> bad = List.of(
                new Target("error", url("/error")),
                new Target("redirect", url("/redirect")),
                new Target("garbage", url("/garbage")),
                new Target("absent", url("/absent")),
                new Target("negative", url("/negative")),
                new Target("huge", url("/huge")),
                new Target("silent", url("/silent")),
                new Target("drips", url("/drips")),
                new Target("refused", "http://127.0.0.1:" + closedPort + "/"),
                new Target("no url", "http://127.0.0.1:99999/ /"));
        DirectScrape scrape = scrape(20, 4);
        scrape.start();
        bad.forEach(scrape::appeared);
        scrape.appeared(new Target("good", url("/good")));
        for (String result : List.of("ok", "status", "missing", "too_large", "timeout", "failed", "skipped")) {
            await().until(() -> registry.counter("headroom.scrape.scrapes", "result", result)
                            .count()
                    > 0);
        }
        // Of the pages of two of them one value is not believed, and the rest is.
        assertThat(events.stream().filter(StateEvent.ContainerSampled.class::isInstance))
                .allMatch(event -> event instanceof StateEvent.ContainerSampled s
                        && Set.of("good", "absent", "negative").contains(s.podUid()));
        await().until(() -> Set.copyOf(missed)
                .containsAll(Set.of("error", "redirect", "garbage", "huge", "silent", "drips", "refused", "no url")));
        assertThat(missed).doesNotContain("good", "absent", "negative");
        Set<String> toldMissed = Set.copyOf(missed);
        await().until(() -> events.stream()
                .filter(StateEvent.ScrapeMissed.class::isInstance)
                .map(event -> ((StateEvent.ScrapeMissed) event).podUid())
                .collect(Collectors.toSet())
                .containsAll(toldMissed));
        await().until(() -> registry.counter("headroom.scrape.values.dropped", "reason", "negative")
                        .count()
                > 0);
        assertThat(listened).extracting(ContainerSample::podUid).contains("good", "absent", "negative");
    }

    @Test
    @DisplayName("the listener gets what was measured with the names of its container, and what is absent as unknown")
    void listens() {
        DirectScrape scrape = scrape(10, 4);
        scrape.start();
        scrape.appeared(new Target("u", "shop", "cart-1", "cart", url("/absent")));
        await().until(() -> !listened.isEmpty());
        ContainerSample heard = listened.element();
        assertThat(heard).isEqualTo(new ContainerSample("u", "shop", "cart-1", "cart", heard.sample()));
        assertThat(heard.sample().get(Signal.HEAP_GOAL)).isEqualTo(191_000_000);
        assertThat(heard.sample().has(Signal.ALLOCATED)).isFalse();
        assertThat(heard.sample().origin()).isEqualTo(Sample.Origin.SCRAPE);
    }

    @Test
    @DisplayName("of six due targets two are asked at once, the others when those are done")
    void concurrency() {
        DirectScrape scrape = scrape(10, 2);
        scrape.start();
        for (int i = 0; i < 6; i++) {
            scrape.appeared(new Target("held-" + i, url("/held")));
        }
        await().until(() -> inFlight.get() == 2);
        gate.release(1_000_000);
        for (int i = 0; i < 6; i++) {
            String uid = "held-" + i;
            await().until(() -> samples(uid) > 0);
        }
        assertThat(mostInFlight.get()).isEqualTo(2);
    }

    @Test
    @DisplayName("at most so many targets: further ones are counted and get a place that becomes free")
    void mostTargets() {
        DirectScrape scrape = scrape(1, 4);
        scrape.start();
        scrape.appeared(new Target("a", url("/good")));
        scrape.appeared(new Target("b", url("/good")));
        await().until(() -> samples("a") > 0
                && registry.get("headroom.scrape.targets.dropped").gauge().value() == 1);
        assertThat(samples("b")).isZero();
        assertThat(events).contains(new StateEvent.TelemetryExpected(2, 50));
        scrape.disappeared("a");
        await().until(() -> samples("b") > 0);
    }

    @Test
    @DisplayName("a target with a new address is asked there")
    void newAddress() {
        DirectScrape scrape = scrape(10, 4);
        scrape.start();
        scrape.appeared(new Target("a", url("/error")));
        await().until(() ->
                registry.counter("headroom.scrape.scrapes", "result", "status").count() > 0);
        scrape.appeared(new Target("a", url("/good")));
        await().until(() -> samples("a") > 0);
    }

    private DirectScrape scrape(int maxTargets, int concurrency) {
        DirectScrape scrape = new DirectScrape(
                new HeadroomConfiguration.Scrape(
                        true, Duration.ofMillis(50), Duration.ofSeconds(1), maxTargets, concurrency, MAX_BODY),
                NameTable.ofProcesses(),
                events::add,
                new ScrapeListener() {
                    @Override
                    public void sampled(ContainerSample sample) {
                        listened.add(sample);
                    }

                    @Override
                    public void missed(Target target, long atMillis) {
                        missed.add(target.podUid());
                    }
                },
                new SystemClock(),
                registry);
        opened = scrape;
        return scrape;
    }

    private int samples(String uid) {
        return (int) events.stream()
                .filter(event -> event instanceof StateEvent.ContainerSampled s
                        && s.podUid().equals(uid))
                .count();
    }

    private String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    private void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }

    private void held(HttpExchange exchange) throws IOException {
        mostInFlight.accumulateAndGet(inFlight.incrementAndGet(), Math::max);
        gate.acquireUninterruptibly();
        inFlight.decrementAndGet();
        answer(exchange, 200, MetricsPages.CLIENT_GOLANG);
    }

    /** Endless, but good in its first lines: a limit, not a missing metric, must end it. */
    private void huge(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, 0);
        byte[] line = "a_metric_that_nobody_wants{label=\"value\"} 1\n".getBytes(StandardCharsets.UTF_8);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(MetricsPages.CLIENT_GOLANG.getBytes(StandardCharsets.UTF_8));
            for (int written = 0; written < 100 * MAX_BODY; written += line.length) {
                out.write(line);
            }
        }
    }

    private void untilTheEnd(HttpExchange exchange) throws IOException {
        awaitEnd();
        exchange.close();
    }

    private void drips(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, 0);
        exchange.getResponseBody().write("go_memstats_next_gc_bytes 1\n".getBytes(StandardCharsets.UTF_8));
        exchange.getResponseBody().flush();
        awaitEnd();
        exchange.close();
    }

    private void awaitEnd() {
        try {
            ended.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
