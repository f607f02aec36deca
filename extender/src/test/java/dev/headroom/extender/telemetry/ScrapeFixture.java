package dev.headroom.extender.telemetry;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.headroom.config.HeadroomConfiguration;
import dev.headroom.extender.state.StateEvent;
import dev.headroom.extender.telemetry.names.NameTable;
import dev.headroom.runtime.SystemClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A server of pages of metrics, good ones and bad ones, and a scrape of it. */
final class ScrapeFixture implements AutoCloseable {

    private static final int MAX_BODY = 64 << 10;

    final Queue<ContainerSample> listened = new ConcurrentLinkedQueue<>();

    /** The UIDs of the pods whose scrape was missed. */
    final Queue<String> missed = new ConcurrentLinkedQueue<>();

    final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    final Queue<StateEvent> events = new ConcurrentLinkedQueue<>();

    /** Of the page {@code /held}, whose answers wait for the gate. */
    final AtomicInteger inFlight = new AtomicInteger();

    final AtomicInteger mostInFlight = new AtomicInteger();
    final Semaphore gate = new Semaphore(0);
    private final CountDownLatch ended = new CountDownLatch(1);
    private final ExecutorService handlers = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpServer server;
    private @Nullable DirectScrape opened;

    ScrapeFixture() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
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

    @Override
    public void close() {
        if (opened != null) {
            opened.close();
        }
        ended.countDown();
        server.stop(0);
        handlers.shutdownNow();
    }

    DirectScrape scrape(int maxTargets, int concurrency) {
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

    int samples(String uid) {
        return (int) events.stream()
                .filter(event -> event instanceof StateEvent.ContainerSampled s
                        && s.podUid().equals(uid))
                .count();
    }

    String url(String path) {
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
