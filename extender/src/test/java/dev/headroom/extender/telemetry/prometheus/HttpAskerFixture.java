package dev.headroom.extender.telemetry.prometheus;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.headroom.config.PrometheusSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/** A server that answers as a test wants, and who asks it. */
final class HttpAskerFixture implements AutoCloseable {

    static final String ONE_SERIES = """
            {"status":"success","data":{"resultType":"vector","result":[
            {"metric":{"pod":"a"},"value":[1700000000,"2"]}]}}""";

    static final Query QUERY = new Query("test", "up{a=\"b\"} + 1", List.of("pod"));

    /** More bytes than any honest answer here has. */
    static final long MANY = 1 << 20;

    final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    final CountDownLatch ended = new CountDownLatch(1);

    /** Of all points that were told to a {@link #sink()}. */
    final List<Double> values = new ArrayList<>();

    private final ExecutorService handlers = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpServer server;

    HttpAskerFixture() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(handlers);
        server.start();
    }

    @Override
    public void close() {
        ended.countDown();
        server.stop(0);
        handlers.close();
        timer.shutdownNow();
    }

    PrometheusSettings settings(String more) {
        String url = "url: 'http://127.0.0.1:" + server.getAddress().getPort() + "/'";
        return Settings.read(url + (more.contains("timeout") ? ", " : ", timeout: 30s, connectTimeout: 30s, ") + more);
    }

    Answer ask(PrometheusSettings settings) throws IOException {
        try (HttpAsker asker = new HttpAsker(settings, timer)) {
            return asker.ask(QUERY, sink(), MANY);
        }
    }

    SeriesSink sink() {
        return new SeriesSink() {

            @Override
            public void series(LabelRow labels) {}

            @Override
            public void point(long atMillis, double value) {
                values.add(value);
            }
        };
    }

    void serve(String path, HttpHandler handler) {
        server.createContext(path, exchange -> {
            try (exchange) {
                handler.handle(exchange);
            }
        });
    }

    /** Another server, with a certificate, that answers each query with {@link #ONE_SERIES}. */
    HttpsServer serveTls(HttpsConfigurator configurator) throws IOException {
        HttpsServer tls = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        tls.setHttpsConfigurator(configurator);
        tls.createContext("/api/v1/query", exchange -> {
            try (exchange) {
                send(exchange, 200, ONE_SERIES);
            }
        });
        tls.setExecutor(handlers);
        tls.start();
        return tls;
    }

    static void send(HttpExchange exchange, int status, String body) throws IOException {
        send(exchange, status, body.getBytes(StandardCharsets.UTF_8));
    }

    static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
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
