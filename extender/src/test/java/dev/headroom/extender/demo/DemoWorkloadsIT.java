package dev.headroom.extender.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.headroom.extender.PluginCatalog;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What a newcomer finds on the page after a minute of the demo, which are four simulated ones. */
class DemoWorkloadsIT {

    private static final int MINUTE = 240;

    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void after_a_minute_there_are_forecasts_beside_what_came_with_the_source_of_each_figure() throws Exception {
        SimulatedClock clock = new SimulatedClock(Instant.ofEpochSecond(1_800_000_000));
        try (RunningHeadroom headroom =
                StartedHeadroom.start(DemoConfiguration.of(0, PluginCatalog.registry()), clock)) {
            SimulatedCluster cluster = new SimulatedCluster(7, 4, clock, headroom, Extender.NONE);
            for (int second = 0; second < MINUTE; second++) {
                cluster.next();
            }
            JsonNode workloads = json(headroom, "/api/workloads").get("workloads");
            // Reports and agents show no metrics: 9 of 11 kinds are left.
            assertThat(workloads.size()).isEqualTo(9);
            assertThat(workloads).anySatisfy(workload -> {
                assertThat(workload.get("forecasts").asInt()).isGreaterThan(20);
                // Far from what the models can do: these programs live minutes, and half of that they warm up.
                assertThat(workload.get("error").asDouble()).isBetween(0.0001, 0.2);
            });
            String key = workloads.get(0).get("workload").asText();
            JsonNode chosen = json(headroom, "/api/timeline?workload=" + key).get("chosen");
            assertThat(chosen.at("/figures/residentBytes/source").asText()).isEqualTo("SCRAPE");
            assertThat(chosen.at("/figures/heapGoalBytes/source").asText()).isEqualTo("SCRAPE");
            assertThat(chosen.at("/figures/currentBytes/source").asText()).isEqualTo("KUBELET");
            assertThat(chosen.at("/figures/maxBytes/source").asText()).isEqualTo("KUBELET");
            assertThat(chosen.at("/lines/p95Bytes").size())
                    .isEqualTo(chosen.get("atMillis").size())
                    .isPositive();
        }
    }

    private JsonNode json(RunningHeadroom headroom, String path) throws Exception {
        HttpResponse<String> response = client.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + headroom.opsPort() + path))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return new ObjectMapper().readTree(response.body());
    }
}
