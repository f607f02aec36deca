package dev.headroom.extender.ops;

import static dev.headroom.testkit.NodeBuilder.aNode;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.headroom.api.PodInfo;
import dev.headroom.extender.decisions.DecisionLog;
import dev.headroom.extender.timeline.Measured;
import dev.headroom.extender.timeline.Timelines;
import dev.headroom.predict.Flag;
import dev.headroom.runtime.SystemClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkloadsApiIT {

    private static final long T = 1_700_000_000_000L;

    private final Vertx vertx = Vertx.vertx();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final DecisionLog decisions = new DecisionLog(null, 0, 10, new SystemClock(), meters);
    private final Timelines timelines = new Timelines();
    private final HttpClient client = HttpClient.newHttpClient();
    private final ObjectMapper mapper = new ObjectMapper();
    private final PodInfo api1 = Measured.pod("api-1", "shop/Deployment/api");
    private final PodInfo api2 = Measured.pod("api-2", "shop/Deployment/api");
    private final PodInfo tight = Measured.pod("tight-1", "shop/Deployment/tight");
    private int port;

    @BeforeEach
    void serve() throws Exception {
        FakeView view =
                new FakeView(1, List.of(aNode().named("n").running(api1, api2).build()), List.of());
        OpsApi api = new OpsApi(
                () -> view,
                decisions,
                FakeStatus.PLAIN,
                () -> Instant.ofEpochMilli(T + 120_000),
                NodeScale.DEFAULT,
                meters,
                () -> {
                    throw new UnsupportedOperationException("nobody asks for a diagnosis here");
                },
                timelines);
        Router router = Router.router(vertx);
        api.accept(router);
        port = vertx.createHttpServer()
                .requestHandler(router)
                .listen(0, "127.0.0.1")
                .await()
                .actualPort();
        for (int i = 0; i <= 24; i++) {
            long at = T + 5_000L * i;
            Measured.tell(timelines, api1, at, 100);
            Measured.tell(timelines, api2, at, 300, Flag.GOMEMLIMIT_MISSING);
            Measured.tell(timelines, tight, at, 850, Flag.NEAR_LIMIT);
        }
    }

    @AfterEach
    void stop() throws Exception {
        vertx.close().await();
        decisions.close();
    }

    @Test
    void workloads_are_listed_the_one_nearest_its_limit_first() throws Exception {
        JsonNode answer = json(200, "/api/workloads");
        assertThat(answer.get("total").asInt()).isEqualTo(2);
        assertThat(answer.get("followed").asInt()).isEqualTo(3);
        assertThat(answer.get("mostFollowed").asInt()).isEqualTo(200);
        assertThat(answer.get("horizonSeconds").asInt()).isEqualTo(60);
        assertThat(answer.at("/workloads/0/workload").asText()).isEqualTo("shop/Deployment/tight");
        JsonNode api = answer.at("/workloads/1");
        assertThat(api.get("replicas").asInt()).isEqualTo(2);
        assertThat(api.get("followed").asInt()).isEqualTo(2);
        assertThat(api.get("pod").asText()).as("the replica nearest the limit").isEqualTo("api-2");
        assertThat(api.get("residentBytes").asLong()).isEqualTo(300 * Measured.MIB);
        assertThat(api.get("p50Bytes").asLong()).isEqualTo(330 * Measured.MIB);
        assertThat(api.get("p95Bytes").asLong()).isEqualTo(360 * Measured.MIB);
        assertThat(api.get("limitBytes").asLong()).isEqualTo(1000 * Measured.MIB);
        // Both replicas: made at 0 to 60 s, over at 60 to 120 s: 13 each; |110 − 100| / 100.
        assertThat(api.get("forecasts").asInt()).isEqualTo(26);
        assertThat(api.get("error").asDouble()).isEqualTo(0.1);
        assertThat(api.get("flags").get(0).asText()).isEqualTo("gomemlimit-missing");
    }

    @Test
    void workloads_are_found_by_name_and_come_in_pages() throws Exception {
        JsonNode byName = json(200, "/api/workloads?sort=name");
        assertThat(byName.at("/workloads/0/workload").asText()).isEqualTo("shop/Deployment/api");
        JsonNode page = json(200, "/api/workloads?limit=1&offset=1");
        assertThat(page.get("total").asInt()).isEqualTo(2);
        assertThat(page.get("workloads")).hasSize(1);
        assertThat(page.at("/workloads/0/workload").asText()).isEqualTo("shop/Deployment/api");
        assertThat(json(200, "/api/workloads?name=TIGHT").get("total").asInt()).isEqualTo(1);
        assertThat(json(200, "/api/workloads?name=none").get("workloads")).isEmpty();
    }

    @Test
    void a_time_line_is_of_the_replica_nearest_the_limit_or_of_the_one_that_is_asked_for() throws Exception {
        JsonNode answer = json(200, "/api/timeline?workload=shop/Deployment/api");
        assertThat(answer.at("/chosen/pod").asText()).isEqualTo("api-2");
        assertThat(answer.get("replicas")).hasSize(2);
        JsonNode chosen = json(200, "/api/timeline?workload=shop%2FDeployment%2Fapi&pod=api-1&container=app")
                .get("chosen");
        assertThat(chosen.get("pod").asText()).isEqualTo("api-1");
        assertThat(chosen.get("atMillis")).hasSize(25);
        assertThat(chosen.at("/lines/residentBytes")).hasSize(25);
        assertThat(chosen.at("/lines/p95Bytes/0").asLong()).isEqualTo(120 * Measured.MIB);
        assertThat(chosen.at("/lines/currentBytes/0").isNull())
                .as("not known, not 0")
                .isTrue();
        assertThat(chosen.at("/figures/residentBytes/source").asText()).isEqualTo("SCRAPE");
        assertThat(chosen.at("/figures/maxBytes/source").asText()).isEqualTo("SPECIFICATION");
        assertThat(chosen.get("figures").has("pressureSome")).isFalse();
        assertThat(chosen.at("/score/forecasts").asInt()).isEqualTo(13);
        assertThat(chosen.at("/why/0/name").asText()).isEqualTo("resident now");
        assertThat(chosen.at("/forecast/p50Bytes").asLong()).isEqualTo(110 * Measured.MIB);
    }

    @Test
    void a_time_line_that_has_just_begun_is_not_chosen_by_itself() throws Exception {
        PodInfo api3 = Measured.pod("api-3", "shop/Deployment/api");
        Measured.tell(timelines, api3, T + 120_000, 600);
        assertThat(json(200, "/api/workloads?name=api").at("/workloads/0/pod").asText())
                .isEqualTo("api-3");
        JsonNode answer = json(200, "/api/timeline?workload=shop/Deployment/api");
        assertThat(answer.at("/replicas/0/pod").asText()).isEqualTo("api-3");
        assertThat(answer.at("/chosen/pod").asText()).isEqualTo("api-2");
    }

    @Test
    void flags_come_with_what_to_change() throws Exception {
        JsonNode flag =
                json(200, "/api/timeline?workload=shop/Deployment/tight").at("/chosen/flags/0");
        assertThat(flag.get("flag").asText()).isEqualTo("near-limit");
        assertThat(flag.get("meaning").asText()).isEqualTo(Flag.NEAR_LIMIT.meaning());
        assertThat(flag.get("advice").asText()).isEqualTo(Flag.NEAR_LIMIT.advice());
    }

    @ParameterizedTest(name = "{1} is answered {0}: {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "400 | /api/workloads?limit=201 | Parameter limit is \"201\", allowed is a whole number from 1 to 200",
                "400 | /api/workloads?sort=age | Parameter sort is \"age\", allowed is one of [risk, name]",
                "400 | /api/workloads?pod=a | Parameter \"pod\" is not known, allowed is limit, offset, sort, name",
                "400 | /api/timeline | Parameter workload is missing, allowed is NAMESPACE/KIND/NAME, for example",
                "400 | /api/timeline?workload=api | Parameter workload is \"api\", allowed is NAMESPACE/KIND/NAME",
                "400 | /api/timeline?workload=a/b/c/d | Parameter workload is \"a/b/c/d\", allowed is NAMESPACE/KIND/NAME",
                "400 | /api/timeline?workload=a/b/c&pod=%3Cb%3E | Parameter pod is \"<b>\", allowed is the name of a pod",
                "400 | /api/timeline?workload=a/b/c&container=a/b | Parameter container is \"a/b\", allowed is the name",
                "404 | /api/timeline?workload=a/b/c | No time line of workload a/b/c is kept; kept are those of 2 workloads: shop/Deployment/api, shop/Deployment/tight. Maybe",
                "404 | /api/timeline?workload=shop/Deployment/api&pod=x | No time line of pod x of workload shop/Deployment/api is kept; kept are those of 2 containers: api-1/app, api-2/app",
                "404 | /api/timeline?workload=shop/Deployment/api&container=x | No time line of container x of workload",
            })
    void bad_questions_are_answered_with_what_is_allowed_or_known(int status, String path, String error)
            throws Exception {
        assertThat(json(status, path).get("error").asText()).contains(error);
    }

    @Test
    void a_key_of_any_length_is_not_quoted_whole() throws Exception {
        String error = json(400, "/api/timeline?workload=" + "x".repeat(3_000))
                .get("error")
                .asText();
        assertThat(error).isEqualTo("Parameter workload has 3000 characters, allowed is up to 381");
    }

    private JsonNode json(int status, String path) throws Exception {
        HttpResponse<String> response = client.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .build(),
                BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.headers().firstValue("content-type")).contains("application/json; charset=utf-8");
        return mapper.readTree(response.body());
    }
}
