package dev.headroom.extender.telemetry.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsServer;
import dev.headroom.config.PrometheusSettings;
import dev.headroom.extender.telemetry.http.ServerCertificate;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HttpAskerIT {

    private static final String ONE_SERIES = """
            {"status":"success","data":{"resultType":"vector","result":[
            {"metric":{"pod":"a"},"value":[1700000000,"2"]}]}}""";

    private static final Query QUERY = new Query("test", "up{a=\"b\"} + 1", List.of("pod"));
    private static final long MANY = 1 << 20;

    private final ExecutorService handlers = Executors.newVirtualThreadPerTaskExecutor();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final List<Double> values = new ArrayList<>();
    private final HttpServer server;

    @TempDir
    private Path folder;

    HttpAskerIT() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(handlers);
        server.start();
    }

    @AfterEach
    void stop() {
        ended.countDown();
        server.stop(0);
        handlers.close();
        timer.shutdownNow();
    }

    @Test
    void a_query_is_posted_as_a_form_with_its_bounds() throws IOException {
        List<String> asked = new ArrayList<>();
        serve("/api/v1/query", exchange -> {
            asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
            asked.add(URLDecoder.decode(
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8),
                    StandardCharsets.UTF_8));
            send(exchange, 200, ONE_SERIES);
        });

        assertThat(ask(settings(""))).isEqualTo(new Answer.Read(1, ONE_SERIES.length(), 1_700_000_000_000L, List.of()));
        assertThat(values).containsExactly(2.0);
        assertThat(asked).containsExactly("POST /api/v1/query", "query=up{a=\"b\"} + 1&timeout=30000ms&limit=1000001");
    }

    @Test
    void a_span_of_time_is_asked_in_seconds() throws IOException {
        List<String> asked = new ArrayList<>();
        serve("/api/v1/query_range", exchange -> {
            asked.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            send(exchange, 200, "{\"status\":\"success\",\"data\":{\"result\":[]}}");
        });

        try (HttpAsker asker = new HttpAsker(settings(""), timer)) {
            asker.askRange(QUERY, sink(), MANY, 1_700_000_000_005L, 1_700_003_600_000L, 30_000);
        }
        assertThat(asked.getFirst()).endsWith("&start=1700000000.005&end=1700003600.000&step=30.000");
    }

    @Test
    void a_compressed_answer_is_counted_as_it_came() throws IOException {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(zipped)) {
            out.write(ONE_SERIES.getBytes(StandardCharsets.UTF_8));
        }
        serve("/api/v1/query", exchange -> {
            assertThat(exchange.getRequestHeaders().getFirst("Accept-Encoding")).isEqualTo("gzip");
            exchange.getResponseHeaders().set("Content-Encoding", "gzip");
            send(exchange, 200, zipped.toByteArray());
        });

        assertThat(ask(settings(""))).isEqualTo(new Answer.Read(1, zipped.size(), 1_700_000_000_000L, List.of()));
    }

    @Test
    void who_asks_is_said_anew_each_time() throws IOException {
        List<String> said = new ArrayList<>();
        serve("/api/v1/query", exchange -> {
            said.add(exchange.getRequestHeaders().getFirst("Authorization") + " "
                    + exchange.getRequestHeaders().getFirst("X-Scope-OrgID"));
            send(exchange, 200, ONE_SERIES);
        });
        Path token = Files.writeString(folder.resolve("token"), "first\n");
        PrometheusSettings settings =
                settings("access: {bearerTokenFile: " + token + ", headers: ['X-Scope-OrgID: tenant-1']}");

        try (HttpAsker asker = new HttpAsker(settings, timer)) {
            asker.ask(QUERY, sink(), MANY);
            Files.writeString(token, "second\n");
            asker.ask(QUERY, sink(), MANY);
        }
        Path password = Files.writeString(folder.resolve("password"), "s3cret");
        ask(settings("access: {username: me, passwordFile: " + password + "}"));

        // "me:s3cret" in base 64.
        assertThat(said).containsExactly("Bearer first tenant-1", "Bearer second tenant-1", "Basic bWU6czNjcmV0 null");
    }

    @Test
    void a_secret_that_is_gone_is_named_and_nothing_is_asked() throws IOException {
        assertThat(ask(settings("access: {bearerTokenFile: /nowhere/token}")))
                .isEqualTo(
                        new Answer.Failed("IOException: file /nowhere/token cannot be read (NoSuchFileException)", 0));
    }

    @Test
    void a_refusal_is_told_in_the_servers_words() throws IOException {
        serve(
                "/api/v1/query",
                exchange -> send(
                        exchange,
                        422,
                        "{\"status\":\"error\",\"errorType\":\"execution\",\"error\":\"too many samples\"}"));

        Answer answer = ask(settings(""));
        assertThat(answer.describe()).isEqualTo("status 422 execution: too many samples");
        assertThat(answer.blame()).isEqualTo(Answer.Blame.QUERY);
    }

    @Test
    void a_proxys_page_is_told_in_its_first_words_and_the_server_is_left_alone() throws IOException {
        serve("/api/v1/query", exchange -> send(exchange, 503, "<h1>no\nbackend</h1>"));

        Answer answer = ask(settings(""));
        assertThat(answer.describe()).isEqualTo("status 503: <h1>no backend</h1>");
        assertThat(answer.blame()).isEqualTo(Answer.Blame.SERVER);
    }

    @Test
    void a_credential_follows_no_redirect() throws IOException {
        List<String> asked = new ArrayList<>();
        serve("/elsewhere", exchange -> {
            asked.add("elsewhere");
            send(exchange, 200, ONE_SERIES);
        });
        serve("/api/v1/query", exchange -> {
            exchange.getResponseHeaders().add("Location", "/elsewhere");
            send(exchange, 307, "");
        });

        assertThat(ask(settings("")).describe()).startsWith("status 307");
        assertThat(asked).isEmpty();
    }

    @Test
    void an_endless_answer_ends_at_its_bound() throws IOException {
        serve("/api/v1/query", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            OutputStream out = exchange.getResponseBody();
            out.write("{\"status\":\"success\",\"data\":{\"result\":[".getBytes(StandardCharsets.UTF_8));
            byte[] series = "{\"metric\":{\"pod\":\"a\"},\"value\":[1,\"2\"]},".getBytes(StandardCharsets.UTF_8);
            while (ended.getCount() > 0) {
                out.write(series);
            }
        });

        assertThat(ask(settings("")).describe()).isEqualTo("the answer has more than " + MANY + " bytes");
    }

    @Test
    void an_answer_that_unpacks_to_too_much_ends_at_its_bound() throws IOException {
        serve("/api/v1/query", exchange -> {
            exchange.getResponseHeaders().set("Content-Encoding", "gzip");
            exchange.sendResponseHeaders(200, 0);
            try (OutputStream out = new GZIPOutputStream(exchange.getResponseBody())) {
                byte[] blanks = " ".repeat(1 << 16).getBytes(StandardCharsets.UTF_8);
                for (int written = 0; written < 20_000_000; written += blanks.length) {
                    out.write(blanks);
                }
            }
        });

        try (HttpAsker asker = new HttpAsker(settings(""), timer)) {
            // 100 times what the bound is on the wire: 20 MB of blanks take 20 KB there.
            assertThat(asker.ask(QUERY, sink(), 100_000).describe())
                    .isEqualTo("the unpacked answer has more than 10000000 bytes");
        }
    }

    @Test
    void a_body_that_drips_is_given_up() throws IOException {
        serve("/api/v1/query", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write("{\"status\":".getBytes(StandardCharsets.UTF_8));
            exchange.getResponseBody().flush();
            awaitEnd();
        });

        assertThat(ask(settings("timeout: 300ms, connectTimeout: 300ms"))).isInstanceOf(Answer.TimedOut.class);
    }

    @Test
    void a_server_that_says_nothing_is_given_up() throws IOException {
        serve("/api/v1/query", exchange -> awaitEnd());

        assertThat(ask(settings("timeout: 300ms, connectTimeout: 300ms"))).isInstanceOf(Answer.TimedOut.class);
    }

    @Test
    void a_port_where_nobody_listens_is_the_servers_fault() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Answer answer = ask(Settings.read("url: 'http://127.0.0.1:" + port + "'"));
        assertThat(answer).isInstanceOf(Answer.Failed.class);
        assertThat(answer.blame()).isEqualTo(Answer.Blame.SERVER);
    }

    @Test
    void a_certificate_is_believed_only_if_its_authority_is_named() throws Exception {
        ServerCertificate mine = ServerCertificate.make(folder, "mine");
        ServerCertificate other = ServerCertificate.make(folder, "other");
        HttpsServer tls = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        tls.setHttpsConfigurator(mine.configurator());
        tls.createContext("/api/v1/query", exchange -> {
            try (exchange) {
                send(exchange, 200, ONE_SERIES);
            }
        });
        tls.setExecutor(handlers);
        tls.start();
        try {
            String url =
                    "url: 'https://127.0.0.1:" + tls.getAddress().getPort() + "', timeout: 30s, connectTimeout: 30s, ";
            assertThat(ask(Settings.read(url + "access: {caFile: " + mine.pem() + "}"))
                            .describe())
                    .isEqualTo("1 series");
            assertThat(ask(Settings.read(url + "access: {caFile: " + other.pem() + "}"))
                            .describe())
                    .contains("SSLHandshakeException");
            assertThat(ask(Settings.read(url + "access: {}")).describe()).contains("SSLHandshakeException");
        } finally {
            tls.stop(0);
        }
    }

    @Test
    void a_server_that_asks_for_a_certificate_is_shown_the_configured_one() throws Exception {
        ServerCertificate theirs = ServerCertificate.make(folder, "theirs");
        ServerCertificate mine = ServerCertificate.make(folder, "headroom");
        HttpsServer tls = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        tls.setHttpsConfigurator(theirs.configurator(mine.pem()));
        tls.createContext("/api/v1/query", exchange -> {
            try (exchange) {
                send(exchange, 200, ONE_SERIES);
            }
        });
        tls.setExecutor(handlers);
        tls.start();
        try {
            String access = "url: 'https://127.0.0.1:" + tls.getAddress().getPort()
                    + "', timeout: 30s, connectTimeout: 30s, access: {caFile: " + theirs.pem();
            assertThat(ask(Settings.read(access + ", certFile: " + mine.pem() + ", keyFile: " + mine.keyPem() + "}"))
                            .describe())
                    .isEqualTo("1 series");
            assertThat(ask(Settings.read(access + "}"))).isInstanceOf(Answer.Failed.class);
        } finally {
            tls.stop(0);
        }
    }

    private PrometheusSettings settings(String more) {
        String url = "url: 'http://127.0.0.1:" + server.getAddress().getPort() + "/'";
        return Settings.read(url + (more.contains("timeout") ? ", " : ", timeout: 30s, connectTimeout: 30s, ") + more);
    }

    private Answer ask(PrometheusSettings settings) throws IOException {
        try (HttpAsker asker = new HttpAsker(settings, timer)) {
            return asker.ask(QUERY, sink(), MANY);
        }
    }

    private SeriesSink sink() {
        return new SeriesSink() {

            @Override
            public void series(LabelRow labels) {}

            @Override
            public void point(long atMillis, double value) {
                values.add(value);
            }
        };
    }

    private void serve(String path, HttpHandler handler) {
        server.createContext(path, exchange -> {
            try (exchange) {
                handler.handle(exchange);
            }
        });
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        send(exchange, status, body.getBytes(StandardCharsets.UTF_8));
    }

    private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
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
