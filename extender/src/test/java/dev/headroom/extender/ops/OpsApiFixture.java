package dev.headroom.extender.ops;

import static dev.headroom.testkit.NodeBuilder.aNode;
import static dev.headroom.testkit.PodBuilder.aPod;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;

/** The API of operations over five nodes and one decision, shop/api on node-0, and who asks it. */
final class OpsApiFixture {

    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final PodInfo pod =
            aPod().named("api").inNamespace("shop").forecast("1Gi", "64Mi").build();
    private final Vertx vertx = Vertx.vertx();
    private final SystemClock clock = new SystemClock();
    private final DecisionLog decisions = new DecisionLog(null, 0, 100, clock, meters);
    private final HttpClient client = HttpClient.newHttpClient();
    private final ObjectMapper mapper = new ObjectMapper();

    /** What the API shows; a test may put another one here. */
    volatile FakeView view = view(5, 0);

    final OpsApi api = api();
    int port;

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

    void stop() throws Exception {
        api.close();
        vertx.close().await();
        decisions.close();
    }

    private OpsApi api() {
        return new OpsApi(
                () -> view,
                decisions,
                FakeStatus.PLAIN,
                clock,
                NodeScale.DEFAULT,
                meters,
                OpsApiFixture::diagnosis,
                new Timelines());
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

    /** node-i runs i pods; all measured with a number that differs from round to round. */
    static FakeView view(int size, int round) {
        return view("node", size, round);
    }

    static FakeView view(String prefix, int size, int round) {
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

    JsonNode json(int status, String path) throws Exception {
        HttpResponse<String> response = get(path);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.headers().firstValue("content-type")).contains("application/json; charset=utf-8");
        return mapper.readTree(response.body());
    }

    HttpResponse<String> get(String path) throws Exception {
        return client.send(request(path), BodyHandlers.ofString());
    }

    private HttpRequest request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .build();
    }

    BufferedReader stream() throws IOException, InterruptedException {
        HttpResponse<InputStream> response = client.send(request("/api/stream"), BodyHandlers.ofInputStream());
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("content-type")).contains("text/event-stream; charset=utf-8");
        return new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
    }

    JsonNode next(BufferedReader events) throws IOException {
        for (String line = events.readLine(); line != null; line = events.readLine()) {
            if (line.startsWith("data: ")) {
                return mapper.readTree(line.substring("data: ".length()));
            }
        }
        throw new IOException("the stream has ended");
    }
}
