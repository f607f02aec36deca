package dev.headroom.extender.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.headroom.config.HeadroomConfiguration;
import dev.headroom.extender.lifecycle.RateLimitedLog;
import dev.headroom.runtime.SystemClock;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

class OpsServerIT {

    private static final HeadroomConfiguration.Server CONFIGURATION = new HeadroomConfiguration.Server(
            "192.0.2.1",
            "127.0.0.1",
            0,
            0,
            List.of("headroom.example", "[fd00::1]"),
            1_000,
            Duration.ofSeconds(120),
            Duration.ofSeconds(30));

    private final SystemClock clock = new SystemClock();
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final AtomicBoolean alive = new AtomicBoolean(true);
    private final AtomicBoolean synced = new AtomicBoolean();
    private final CountDownLatch slow = new CountDownLatch(1);
    private final OpsServer server = OpsServer.start(
            CONFIGURATION,
            registry,
            new OpsServer.Parts(
                    alive::get,
                    List.of(new Condition("synced", synced::get), new Condition("notDraining", () -> true)),
                    this::addRoutes),
            clock);

    private void addRoutes(Router router) {
        OffLoop offLoop = new OffLoop(2, RateLimitedLog.perMinute(LoggerFactory.getLogger(OpsServerIT.class), clock));
        router.get("/thread")
                .handler(offLoop.handler(request ->
                        OpsAnswer.json("virtual " + Thread.currentThread().isVirtual())));
        router.get("/slow").handler(offLoop.handler(request -> {
            assertThat(slow.await(20, TimeUnit.SECONDS)).isTrue();
            return OpsAnswer.json("done");
        }));
        router.get("/fails").handler(offLoop.handler(request -> {
            throw new IOException("secret detail");
        }));
        router.get("/errs").handler(offLoop.handler(request -> {
            throw new LinkageError("secret detail");
        }));
        router.get("/throws").handler(request -> {
            throw new IllegalStateException("secret detail");
        });
        router.get("/events").handler(request -> {
            HttpServerResponse response = request.response().setChunked(true);
            var unused = response.putHeader("Content-Type", "text/event-stream").write("data: 1\n\n");
        });
    }

    @AfterEach
    void close() {
        slow.countDown();
        server.close();
    }

    private RawClient connect() throws IOException {
        return new RawClient(server.port());
    }

    private RawClient.Answer get(String path, String... headers) throws IOException {
        try (RawClient client = connect()) {
            return client.exchange(RawClient.request("GET", path, headers));
        }
    }

    @Test
    void livez_follows_the_verbs_event_loop() throws IOException {
        assertThat(get("/livez").status()).isEqualTo(200);
        alive.set(false);
        assertThat(get("/livez").status()).isEqualTo(503);
        assertThat(get("/livez").body()).isEqualTo("{\"alive\":false}");
    }

    @Test
    void readyz_names_each_condition() throws IOException {
        RawClient.Answer before = get("/readyz");
        assertThat(before.status()).isEqualTo(503);
        assertThat(before.body())
                .isEqualTo("{\"ready\":false,\"conditions\":[{\"name\":\"synced\",\"ok\":false},"
                        + "{\"name\":\"notDraining\",\"ok\":true}]}");
        synced.set(true);
        RawClient.Answer after = get("/readyz");
        assertThat(after.status()).isEqualTo(200);
        assertThat(after.body()).startsWith("{\"ready\":true,");
    }

    @Test
    void metrics_are_those_of_the_registry() throws IOException {
        registry.counter("headroom.some.counter").increment(3);
        RawClient.Answer answer = get("/metrics");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("content-type")).isEqualTo("text/plain; version=0.0.4; charset=utf-8");
        assertThat(answer.body())
                .contains("headroom_some_counter_total 3.0")
                .contains("headroom_connections_open{port=\"ops\"} 1.0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/livez", "/nowhere", "/metrics"})
    void every_answer_is_strict_with_browsers(String path) throws IOException {
        RawClient.Answer answer = get(path);

        assertThat(answer.header("content-security-policy"))
                .contains("default-src 'self'")
                .contains("frame-ancestors 'none'");
        assertThat(answer.header("x-content-type-options")).isEqualTo("nosniff");
        assertThat(answer.header("referrer-policy")).isEqualTo("no-referrer");
        assertThat(answer.header("cache-control")).isEqualTo("no-store");
    }

    @ParameterizedTest
    @CsvSource({
        "localhost, 200",
        "LOCALHOST:8889, 200",
        "127.0.0.1:1, 200",
        "[::1]:8889, 200",
        "headroom.example, 200",
        "Headroom.Example:443, 200",
        "[fd00::1]:1, 200",
        "evil.example, 421",
        "localhost.evil.example, 421",
        "10.0.0.1, 421",
        "headroom.example.evil.example, 421",
        "'', 421"
    })
    void only_requests_that_name_this_host_are_answered(String host, int status) throws IOException {
        try (RawClient client = connect()) {
            RawClient.Answer answer = client.exchange("GET /livez HTTP/1.1\r\nHost: " + host + "\r\n\r\n");
            assertThat(answer.status()).isEqualTo(status);
            if (status == 421) {
                assertThat(answer.body()).startsWith("{\"error\":\"a request ").contains("server.allowedHosts");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "OPTIONS", "TRACE"})
    void methods_other_than_get_and_head_get_405(String method) throws IOException {
        try (RawClient client = connect()) {
            RawClient.Answer answer = client.exchange(RawClient.request(method, "/livez"));
            assertThat(answer.status()).isEqualTo(405);
            assertThat(answer.header("allow")).isEqualTo("GET, HEAD");
            assertThat(client.isClosedByServer()).isTrue();
        }
    }

    @Test
    void head_is_answered_as_get_without_the_body() throws IOException {
        try (RawClient client = connect()) {
            RawClient.Answer head =
                    client.send(RawClient.request("HEAD", "/livez?x=1")).readHead();
            assertThat(head.status()).isEqualTo(200);
            assertThat(head.header("content-length")).isEqualTo("14"); // {"alive":true}
            assertThat(client.exchange(RawClient.request("GET", "/livez")).body())
                    .isEqualTo("{\"alive\":true}");
        }
    }

    @Test
    void a_body_gets_413_and_an_unknown_path_404() throws IOException {
        try (RawClient client = connect()) {
            assertThat(client.exchange(RawClient.request("GET", "/livez", "Content-Length: 1") + "x")
                            .status())
                    .isEqualTo(413);
            assertThat(client.isClosedByServer()).isTrue();
        }
        assertThat(get("/nowhere").status()).isEqualTo(404);
        assertThat(get("/nowhere").body()).isEqualTo("{\"error\":\"no such path\"}\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/%zz", "/livez%", "/%4"})
    void a_path_that_cannot_be_decoded_gets_400(String path) throws IOException {
        RawClient.Answer answer = get(path);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).startsWith("{\"error\":\"");
    }

    @Test
    void blocking_work_runs_on_virtual_threads_and_the_loop_goes_on() throws IOException {
        assertThat(get("/thread").body()).isEqualTo("\"virtual true\"");
        try (RawClient one = connect();
                RawClient two = connect()) {
            one.send(RawClient.request("GET", "/slow"));
            two.send(RawClient.request("GET", "/slow"));
            assertThat(get("/livez").status()).isEqualTo(200);
            await().untilAsserted(() -> assertThat(get("/slow").status()).isEqualTo(503));
            slow.countDown();
            assertThat(one.read().body()).isEqualTo("\"done\"");
            assertThat(two.read().body()).isEqualTo("\"done\"");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/fails", "/errs", "/throws"})
    void a_handler_that_fails_gets_500_and_tells_no_details(String path) throws IOException {
        RawClient.Answer answer = get(path);
        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.body())
                .startsWith("{\"error\":\"failed inside Headroom")
                .doesNotContain("secret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/fails", "/errs"})
    void requests_that_failed_leave_their_places(String path) throws IOException {
        for (int request = 0; request < 3; request++) { // 2 places
            assertThat(get(path).status()).isEqualTo(500);
        }
    }

    @Test
    void an_event_stream_arrives_while_it_is_written() throws IOException {
        try (RawClient client = connect()) {
            RawClient.Answer head =
                    client.send(RawClient.request("GET", "/events")).readHead();
            assertThat(head.header("content-type")).isEqualTo("text/event-stream");
            assertThat(client.line()).isEqualTo("9"); // The chunk's length: "data: 1\n\n" has 9 bytes.
            assertThat(client.line()).isEqualTo("data: 1");
        }
    }
}
