package dev.headroom.extender;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.headroom.api.Resources;
import dev.headroom.config.ConfigurationReader;
import dev.headroom.config.ConfigurationResult;
import dev.headroom.config.HeadroomConfiguration;
import dev.headroom.extender.decisions.ExplanationJson;
import dev.headroom.extender.doctor.Diagnosis;
import dev.headroom.extender.state.ClusterState;
import dev.headroom.extender.state.StateEvent;
import dev.headroom.runtime.SystemClock;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** All parts put together as {@code serve} and {@code demo} do, around a state that the test tells. */
class HeadroomIT {

    private static final String CONFIGURATION = """
            apiVersion: headroom.dev/v1alpha1
            kind: HeadroomConfiguration
            server: {verbsPort: 0, opsPort: 0, drainTimeout: 5s}
            profiles:
              - schedulerName: headroom
                plugins: [{name: GcHeadroomFit}, {name: GcHeadroom, weight: 1}]
            """;

    private final SystemClock clock = new SystemClock();
    private final AtomicInteger halted = new AtomicInteger(-1);
    private final HttpClient client = HttpClient.newHttpClient();
    private final Headroom headroom = Headroom.start(
            configuration(),
            new Surroundings(
                    clock, clock, ClusterState.DEFAULT_PUBLISH_INTERVAL, true, Surroundings.Feed.NONE, halted::set));

    @AfterEach
    void close() {
        headroom.close();
        client.close();
    }

    @Test
    void it_is_ready_once_the_state_is_synced_and_no_longer_when_it_drains() throws Exception {
        assertThat(get("/readyz").statusCode()).isEqualTo(503);

        sync();
        assertThat(get("/readyz").statusCode()).isEqualTo(200);

        headroom.drain();
        assertThat(get("/readyz").statusCode()).isEqualTo(503);
        assertThat(get("/livez").statusCode()).as("draining is no illness").isEqualTo(200);
    }

    @Test
    void a_drained_process_is_not_ended_by_its_own_watchdog() throws Exception {
        sync();
        headroom.drain();

        // Longer than the watchdog's 3 s: were it still at work, it would have halted by now.
        await().during(Duration.ofSeconds(4)).atMost(Duration.ofSeconds(20)).until(() -> halted.get() == -1);
    }

    @Test
    void a_decision_can_be_explained_over_http() throws Exception {
        sync();
        String body = """
                {"Pod":{"metadata":{"name":"p","namespace":"d","uid":"u1","annotations":
                {"headroom.dev/memory-plateau":"1Gi"}},"spec":{"schedulerName":"headroom","containers":[]}},
                "NodeNames":["n1","n2"]}""";

        assertThat(post("/filter", body)).startsWith("{\"NodeNames\":[\"n1\",\"n2\"]");
        assertThat(post("/prioritize", body)).contains("{\"Host\":\"n2\",\"Score\":10}");
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(get("/explain?pod=d/p").body()).contains("GcHeadroom"));
    }

    @Test
    void the_head_of_the_stream_ends() throws Exception {
        HttpResponse<String> head = client.send(
                request(headroom.opsPort(), "/api/stream").HEAD().build(), HttpResponse.BodyHandlers.ofString());

        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.headers().firstValue("content-type")).hasValue("text/event-stream; charset=utf-8");
    }

    @Test
    void what_plugins_and_verbs_did_is_in_the_metrics() throws Exception {
        sync();
        post(
                "/filter",
                "{\"Pod\":{\"metadata\":{\"uid\":\"u\"},\"spec\":{\"schedulerName\":\"headroom\"}},"
                        + "\"NodeNames\":[\"n1\"]}");

        assertThat(get("/metrics").body())
                .contains("headroom_verb_requests_total{code=\"200\",verb=\"filter\"} 1.0")
                .contains("headroom_plugin_duration_seconds_count{plugin=\"GcHeadroomFit\",point=\"Filter\"")
                .contains("headroom_degraded{reason=\"NotSynced\"} 0.0");
    }

    @Test
    void a_doctor_is_told_of_nodes_and_pods_and_when_which_verb_was_called() throws Exception {
        sync();
        long before = clock.millis();
        post(
                "/filter",
                "{\"Pod\":{\"metadata\":{\"uid\":\"u\"},\"spec\":{\"schedulerName\":\"other\"}},\"NodeNames\":[\"n1\"]}");

        Diagnosis diagnosis = ExplanationJson.read(get("/api/doctor").body().getBytes(UTF_8), Diagnosis.class);
        assertThat(diagnosis.nodes()).isEqualTo(new Diagnosis.Nodes(2, 0));
        assertThat(diagnosis.synced()).isTrue();
        assertThat(diagnosis.profiles()).containsExactly(new Diagnosis.Profile("headroom", "score", List.of()));
        assertThat(diagnosis.verbs().getFirst().lastCallMillis()).isBetween(before, diagnosis.nowMillis());
        assertThat(diagnosis.verbs().subList(1, 3))
                .containsExactly(new Diagnosis.Verb("prioritize", 0), new Diagnosis.Verb("preempt", 0));
        assertThat(diagnosis.noProfileRequests()).isEqualTo(1);
        assertThat(get("/metrics").body()).contains("headroom_verb_last_call_seconds{verb=\"preempt\"} 0.0");
    }

    private void sync() {
        headroom.state().offer(new StateEvent.NodeApplied("n1", new Resources(4000, 2L << 30)));
        headroom.state().offer(new StateEvent.NodeApplied("n2", new Resources(4000, 8L << 30)));
        headroom.state().offer(new StateEvent.Synced());
        headroom.state().flush().join();
    }

    private HttpResponse<String> get(String path) throws Exception {
        return client.send(request(headroom.opsPort(), path).build(), HttpResponse.BodyHandlers.ofString());
    }

    private String post(String path, String body) throws Exception {
        HttpRequest request = request(headroom.verbsPort(), path)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }

    private static HttpRequest.Builder request(int port, String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(20));
    }

    static HeadroomConfiguration configuration() {
        return switch (ConfigurationReader.read(CONFIGURATION, PluginCatalog.registry())) {
            case ConfigurationResult.Read read -> read.configuration();
            case ConfigurationResult.Refused refused ->
                throw new IllegalStateException(refused.problems().toString());
        };
    }
}
