package dev.headroom.extender.ops;

import static dev.headroom.testkit.NodeBuilder.aNode;
import static dev.headroom.testkit.PodBuilder.aPod;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.headroom.api.NodeInfo;
import dev.headroom.api.PodInfo;
import dev.headroom.extender.decisions.DecisionFixture;
import dev.headroom.extender.decisions.DecisionLog;
import dev.headroom.extender.doctor.Diagnosis;
import dev.headroom.extender.timeline.Timelines;
import dev.headroom.runtime.Mode;
import dev.headroom.runtime.SystemClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpsApiIT {

    private final Vertx vertx = Vertx.vertx();
    private final SystemClock clock = new SystemClock();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final DecisionLog decisions = new DecisionLog(null, 0, 100, clock, meters);
    private final HttpClient client = HttpClient.newHttpClient();
    private final ObjectMapper mapper = new ObjectMapper();
    private final PodInfo pod =
            aPod().named("api").inNamespace("shop").forecast("1Gi", "64Mi").build();
    private volatile FakeView view = view(5, 0);
    private OpsApi api = api();
    private int port;

    @BeforeEach
    void serve() throws Exception {
        decisions.start();
        Router router = Router.router(vertx);
        api.accept(router);
        port = vertx.createHttpServer()
                .requestHandler(router)
                .listen(0, "127.0.0.1")
                .await()
                .actualPort();
        new DecisionFixture(Mode.SCORE).cycle(pod, view.nodes(), clock.millis()).forEach(decisions::accept);
        decisions.bound(pod.uid(), "node-0");
        await().until(() -> decisions.counts().inMemory() == 1);
    }

    @AfterEach
    void stop() throws Exception {
        api.close();
        vertx.close().await();
        decisions.close();
    }

    @Test
    void a_decision_is_explained_by_name_and_by_uid_and_against_a_node() throws Exception {
        JsonNode byName = json(200, "/explain?pod=shop/api");
        assertThat(byName.at("/explanation/chosenNode").asText()).isEqualTo("node-0");
        assertThat(byName.at("/whyHere").asText()).startsWith("shop/api runs on node-0: ");
        assertThat(json(200, "/explain?pod=" + pod.uid())).isEqualTo(byName);
        JsonNode against = json(200, "/explain?pod=shop%2Fapi&against=node-3");
        assertThat(against.at("/comparison/against").asText()).isEqualTo("node-3");
        assertThat(against.at("/comparison/plugins/0/quantities/0/unit").asText())
                .isEqualTo("BYTES");
    }

    @ParameterizedTest(name = "{1} is answered {0}: {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "400 | /explain | Parameter pod is missing, allowed is NAMESPACE/NAME or a pod's UID",
                "400 | /explain?pod=a%20b | Parameter pod is \"a b\", allowed is NAMESPACE/NAME or a pod's UID",
                "400 | /explain?pod=a/b/c | Parameter pod is \"a/b/c\", allowed",
                "400 | /explain?pod=a&pod=b | Parameter pod is given 2 times, allowed is once",
                "400 | /explain?pods=a | Parameter \"pods\" is not known, allowed is pod, against",
                "400 | /explain?pod=shop/api&against=%3Cb%3E | Parameter against is \"<b>\", allowed is the name of a node",
                "400 | /explain?pod=shop/api&against=node-0 | the very node that the pod is explained on",
                "404 | /explain?pod=shop/api&against=node-9 | was not asked about for shop/api; known are 5 nodes: node-1",
                "404 | /explain?pod=shop/none | No decision on pod shop/none is known; known are 0 unresolved pods, 1",
                "400 | /api/nodes?limit=0 | Parameter limit is \"0\", allowed is a whole number from 1 to 500",
                "400 | /api/nodes?limit=many | Parameter limit is \"many\", allowed",
                "400 | /api/nodes?offset=-1 | Parameter offset is \"-1\", allowed is a whole number from 0 to 1000000",
                "400 | /api/nodes?sort=size | Parameter sort is \"size\", allowed is one of [risk, name]",
                "400 | /api/decisions?limit=201 | Parameter limit is \"201\", allowed is a whole number from 1 to 200",
                "400 | /api/status?x=1 | Parameter \"x\" is not known, allowed is none",
                "400 | /api/doctor?x=1 | Parameter \"x\" is not known, allowed is none",
                "400 | /api/stream?x=1 | Parameter \"x\" is not known, allowed is none",
            })
    void bad_questions_are_answered_with_what_is_allowed_or_known(int status, String path, String error)
            throws Exception {
        assertThat(json(status, path).get("error").asText()).contains(error);
    }

    @Test
    void a_parameter_of_any_length_is_not_quoted_whole() throws Exception {
        String error =
                json(400, "/explain?pod=" + "x".repeat(3_000)).get("error").asText();
        assertThat(error).isEqualTo("Parameter pod has 3000 characters, allowed is up to 317");
    }

    @Test
    void nodes_are_listed_by_risk_or_name_in_pages() throws Exception {
        JsonNode page = json(200, "/api/nodes?limit=2&offset=1");
        assertThat(page.get("total").asInt()).isEqualTo(5);
        assertThat(page.at("/nodes/0/name").asText()).isEqualTo("node-3");
        assertThat(page.get("nodes")).hasSize(2);
        assertThat(json(200, "/api/nodes?sort=name&name=NODE-2")
                        .at("/nodes/0/name")
                        .asText())
                .isEqualTo("node-2");
    }

    @Test
    void what_a_doctor_asks_is_told() throws Exception {
        JsonNode diagnosis = json(200, "/api/doctor");
        assertThat(diagnosis.at("/verbs/0/lastCallMillis").asLong()).isEqualTo(7);
        assertThat(diagnosis.at("/inputs/0/failure/asked").asText()).isEqualTo("http://10.0.0.1:80/metrics");
    }

    private static Diagnosis diagnosis() {
        Diagnosis.Failure failure = new Diagnosis.Failure(8, "http://10.0.0.1:80/metrics", "did not answer in time");
        return new Diagnosis(
                9,
                "0.1.0",
                true,
                true,
                false,
                List.of(),
                List.of(),
                new Diagnosis.Nodes(1, 0),
                new Diagnosis.Pods(1, 1, 0, 0, 0, 0),
                List.of(new Diagnosis.Verb("filter", 7)),
                List.of(new Diagnosis.Input("scrape", 1, 1, 8, 5_000, failure, List.of(), List.of("a note"))),
                0,
                0);
    }

    @Test
    void decisions_and_status_are_told() throws Exception {
        JsonNode row = json(200, "/api/decisions?limit=1").at("/decisions/0");
        assertThat(row.get("pod").asText()).isEqualTo("shop/api");
        assertThat(row.get("node").asText()).isEqualTo("node-0");
        assertThat(row.get("rank").asInt()).isEqualTo(1);

        view = new FakeView(2, view.nodes(), List.of("NoTelemetry"));
        JsonNode status = json(200, "/api/status");
        assertThat(status.get("simulated").asBoolean()).isTrue();
        assertThat(status.get("nodes").asInt()).isEqualTo(5);
        assertThat(status.at("/profiles/0/mode").asText()).isEqualTo("SCORE");
        assertThat(status.at("/degraded/0/sentence").asText()).isEqualTo("The sentence for NoTelemetry.");
    }

    @Test
    void the_page_is_served_with_its_types_and_nothing_else_is() throws Exception {
        for (String file : PageFiles.NAMES) {
            HttpResponse<String> response = get("/" + (file.equals("index.html") ? "" : file));
            assertThat(response.statusCode()).as(file).isEqualTo(200);
            assertThat(response.headers().firstValue("content-type").orElseThrow())
                    .matches("text/(html|css|javascript); charset=utf-8|image/svg\\+xml");
        }
        for (String file : PageFiles.OTHERS.keySet()) {
            assertThat(get("/" + file).statusCode()).as(file).isEqualTo(200);
        }
        assertThat(get("/index.html").statusCode()).isEqualTo(404);
        assertThat(get("/%2e%2e/logback.xml").statusCode()).isEqualTo(404);
    }

    @Test
    void the_stream_begins_with_everything_and_goes_on_with_what_has_changed() throws Exception {
        try (BufferedReader events = stream()) {
            JsonNode first = next(events);
            assertThat(first.get("full").asBoolean()).isTrue();
            assertThat(first.get("nodes")).hasSize(5);
            assertThat(first.get("decisions")).hasSize(1);
            assertThat(first.at("/status/version").asText()).isEqualTo("0.1.0");

            JsonNode quiet = next(events);
            assertThat(quiet.get("full").asBoolean()).isFalse();
            assertThat(quiet.get("nodes")).isEmpty();
            assertThat(quiet.get("order")).hasSize(5);

            List<NodeInfo> nodes = new ArrayList<>(view.nodes());
            nodes.set(
                    2,
                    aNode().named("node-2")
                            .running(9, aPod().forecast("1Gi", "0"))
                            .build());
            view = new FakeView(2, nodes, List.of());
            JsonNode changed = next(events);
            while (changed.get("nodes").isEmpty()) {
                changed = next(events);
            }
            assertThat(changed.get("nodes")).hasSize(1);
            assertThat(changed.at("/nodes/0/name").asText()).isEqualTo("node-2");
            assertThat(changed.at("/order/0").asText()).isEqualTo("node-2");
        }
    }

    @Test
    void readers_are_bounded_and_leave_room_when_they_go() throws Exception {
        List<BufferedReader> readers = new ArrayList<>();
        for (int i = 0; i < EventStream.CLIENTS; i++) {
            readers.add(stream());
        }
        assertThat(json(503, "/api/stream").get("error").asText()).startsWith("32 readers follow the stream already");
        readers.getFirst().close();
        await().untilAsserted(() -> {
            try (BufferedReader again = stream()) {
                assertThat(next(again).get("full").asBoolean()).isTrue();
            }
        });
        for (BufferedReader reader : readers) {
            reader.close();
        }
    }

    @Test
    void a_reader_that_does_not_read_is_dropped() throws Exception {
        view = view(60, 0);
        try (Socket socket = new Socket()) {
            socket.setReceiveBufferSize(4_096);
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            socket.getOutputStream()
                    .write("GET /api/stream HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            await().until(() -> api.stream().size() == 1);
            int[] round = {0};
            // A frame of 60 nodes with names of 4 KB is some 500 KB, a hundred times what the reader's
            // socket takes; a kernel that buffers 32 MB for the writer has had enough after some 70.
            await().pollInSameThread()
                    .atMost(Duration.ofSeconds(30))
                    .pollInterval(Duration.ofMillis(1))
                    .until(() -> {
                        view = view("n".repeat(4_000), 60, ++round[0]);
                        api.stream().tick();
                        return api.stream().size() == 0;
                    });
            assertThat(meters.counter("headroom.page.dropped.clients").count()).isEqualTo(1);
        }
    }

    @Test
    void the_stream_of_a_large_cluster_stays_small() throws Exception {
        view = view(5_000, 0);
        try (BufferedReader events = stream()) {
            JsonNode first = next(events);
            assertThat(first.get("nodeCount").asInt()).isEqualTo(5_000);
            assertThat(first.get("nodes")).hasSize(StreamFrames.NODES);
            assertThat(first.toString().length()).isLessThan(64 * 1024);
        }
    }

    private OpsApi api() {
        return new OpsApi(
                () -> view,
                decisions,
                FakeStatus.PLAIN,
                clock,
                NodeScale.DEFAULT,
                meters,
                OpsApiIT::diagnosis,
                new Timelines());
    }

    /** node-i runs i pods; all measured with a number that differs from round to round. */
    private static FakeView view(int size, int round) {
        return view("node", size, round);
    }

    private static FakeView view(String prefix, int size, int round) {
        return new FakeView(
                round,
                IntStream.range(0, size)
                        .mapToObj(i -> aNode().named(prefix + "-" + i)
                                .inSlot(i)
                                .running(i % 12, aPod().forecast("1Gi", "0"))
                                .measured(String.valueOf(1_000_000 + round), 1_000)
                                .build())
                        .toList(),
                List.of());
    }

    private JsonNode json(int status, String path) throws Exception {
        HttpResponse<String> response = get(path);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.headers().firstValue("content-type")).contains("application/json; charset=utf-8");
        return mapper.readTree(response.body());
    }

    private HttpResponse<String> get(String path) throws Exception {
        return client.send(request(path), BodyHandlers.ofString());
    }

    private HttpRequest request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .build();
    }

    private BufferedReader stream() throws IOException, InterruptedException {
        HttpResponse<InputStream> response = client.send(request("/api/stream"), BodyHandlers.ofInputStream());
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("content-type")).contains("text/event-stream; charset=utf-8");
        return new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
    }

    private JsonNode next(BufferedReader events) throws IOException {
        for (String line = events.readLine(); line != null; line = events.readLine()) {
            if (line.startsWith("data: ")) {
                return mapper.readTree(line.substring("data: ".length()));
            }
        }
        throw new IOException("the stream has ended");
    }
}
