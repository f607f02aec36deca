package dev.headroom.extender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.headroom.api.Resources;
import dev.headroom.config.ConfigurationReader;
import dev.headroom.config.ConfigurationResult;
import dev.headroom.config.HeadroomConfiguration;
import dev.headroom.extender.state.ClusterState;
import dev.headroom.extender.state.StateEvent;
import dev.headroom.extender.wake.Touch;
import dev.headroom.runtime.SystemClock;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** From a refused request to the touch of its pod, through all parts. */
class WakingIT {

    private static final String CONFIGURATION = """
            apiVersion: headroom.dev/v1alpha1
            kind: HeadroomConfiguration
            server: {verbsPort: 0, opsPort: 0}
            wake: {enabled: %b}
            profiles:
              - schedulerName: headroom
                mode: enforce
                plugins: [{name: GcHeadroomFit}]
            """;

    private static final String BODY = """
            {"Pod":{"metadata":{"name":"p","namespace":"d","uid":"u1","annotations":
            {"headroom.dev/memory-plateau":"3Gi"}},"spec":{"schedulerName":"headroom","containers":[]}},
            "NodeNames":["n"]}""";

    private final HttpClient client = HttpClient.newHttpClient();
    private final Queue<Touch.Retry> touched = new ConcurrentLinkedQueue<>();

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void a_refused_pod_is_counted_and_touched_when_its_node_has_room() throws Exception {
        try (Headroom headroom = start(true)) {
            node(headroom, 2L << 30);
            assertThat(filter(headroom)).startsWith("{\"NodeNames\":[]");
            awaitMetric(headroom, "headroom_pods_refused 1.0");
            assertThat(touched).isEmpty();

            node(headroom, 8L << 30);
            await().until(() -> !touched.isEmpty());
            assertThat(touched.element().uid()).isEqualTo("u1");
            assertThat(touched.element().reason()).isEqualTo(Touch.Reason.REFUSAL_LAPSED);
            awaitMetric(headroom, "headroom_wake_touches_total{result=\"done\"} 1.0");

            assertThat(filter(headroom)).startsWith("{\"NodeNames\":[\"n\"]");
            awaitMetric(headroom, "headroom_pods_refused 0.0");
            assertThat(metrics(headroom))
                    .as("looks for room do not count as work of the verbs")
                    .containsPattern("headroom_plugin_duration_seconds_count\\{[^}]*point=\"Filter\"[^}]*} 2");
        }
    }

    @Test
    void without_waking_a_refused_pod_is_only_counted() throws Exception {
        try (Headroom headroom = start(false)) {
            node(headroom, 2L << 30);
            filter(headroom);
            awaitMetric(headroom, "headroom_pods_refused 1.0");
            node(headroom, 8L << 30);
            // Two looks after the rest of a second.
            await().during(Duration.ofSeconds(2)).atMost(Duration.ofSeconds(10)).until(touched::isEmpty);
        }
    }

    private void awaitMetric(Headroom headroom, String line) {
        await().untilAsserted(() -> assertThat(metrics(headroom)).contains("\n" + line));
    }

    private Headroom start(boolean wake) {
        SystemClock clock = new SystemClock();
        return Headroom.start(
                configuration(wake),
                new Surroundings(
                        clock,
                        clock,
                        ClusterState.DEFAULT_PUBLISH_INTERVAL,
                        true,
                        (state, meters) -> new Surroundings.Running() {
                            @Override
                            public Touch touch() {
                                return retry -> {
                                    touched.add(retry);
                                    return Touch.Result.DONE;
                                };
                            }

                            @Override
                            public void close() {}
                        },
                        status -> {}));
    }

    private static void node(Headroom headroom, long memoryBytes) {
        headroom.state().offer(new StateEvent.NodeApplied("n", new Resources(4000, memoryBytes)));
        headroom.state().offer(new StateEvent.Synced());
        headroom.state().flush().join();
    }

    private String filter(Headroom headroom) throws Exception {
        return send(request(headroom.verbsPort(), "/filter").POST(HttpRequest.BodyPublishers.ofString(BODY)));
    }

    private String metrics(Headroom headroom) throws Exception {
        return send(request(headroom.opsPort(), "/metrics"));
    }

    private String send(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private static HttpRequest.Builder request(int port, String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(20));
    }

    private static HeadroomConfiguration configuration(boolean wake) {
        return switch (ConfigurationReader.read(CONFIGURATION.formatted(wake), PluginCatalog.registry())) {
            case ConfigurationResult.Read read -> read.configuration();
            case ConfigurationResult.Refused refused ->
                throw new IllegalStateException(refused.problems().toString());
        };
    }
}
