package dev.headroom.extender.ops;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpsApiIT {

    private final OpsApiFixture ops = new OpsApiFixture();

    @BeforeEach
    void serve() throws Exception {
        ops.serve();
    }

    @AfterEach
    void stop() throws Exception {
        ops.stop();
    }

    @Test
    void a_decision_is_explained_by_name_and_by_uid_and_against_a_node() throws Exception {
        JsonNode byName = ops.json(200, "/explain?pod=shop/api");
        assertThat(byName.at("/explanation/chosenNode").asText()).isEqualTo("node-0");
        assertThat(byName.at("/whyHere").asText()).startsWith("shop/api runs on node-0: ");
        assertThat(ops.json(200, "/explain?pod=" + ops.pod.uid())).isEqualTo(byName);
        JsonNode against = ops.json(200, "/explain?pod=shop%2Fapi&against=node-3");
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
        assertThat(ops.json(status, path).get("error").asText()).contains(error);
    }

    @Test
    void a_parameter_of_any_length_is_not_quoted_whole() throws Exception {
        String error =
                ops.json(400, "/explain?pod=" + "x".repeat(3_000)).get("error").asText();
        assertThat(error).isEqualTo("Parameter pod has 3000 characters, allowed is up to 317");
    }

    @Test
    void nodes_are_listed_by_risk_or_name_in_pages() throws Exception {
        JsonNode page = ops.json(200, "/api/nodes?limit=2&offset=1");
        assertThat(page.get("total").asInt()).isEqualTo(5);
        assertThat(page.at("/nodes/0/name").asText()).isEqualTo("node-3");
        assertThat(page.get("nodes")).hasSize(2);
        assertThat(ops.json(200, "/api/nodes?sort=name&name=NODE-2")
                        .at("/nodes/0/name")
                        .asText())
                .isEqualTo("node-2");
    }

    @Test
    void what_a_doctor_asks_is_told() throws Exception {
        JsonNode diagnosis = ops.json(200, "/api/doctor");
        assertThat(diagnosis.at("/verbs/0/lastCallMillis").asLong()).isEqualTo(7);
        assertThat(diagnosis.at("/inputs/0/failure/asked").asText()).isEqualTo("http://10.0.0.1:80/metrics");
    }

    @Test
    void decisions_and_status_are_told() throws Exception {
        JsonNode row = ops.json(200, "/api/decisions?limit=1").at("/decisions/0");
        assertThat(row.get("pod").asText()).isEqualTo("shop/api");
        assertThat(row.get("node").asText()).isEqualTo("node-0");
        assertThat(row.get("rank").asInt()).isEqualTo(1);

        ops.view = new FakeView(2, ops.view.nodes(), List.of("NoTelemetry"));
        JsonNode status = ops.json(200, "/api/status");
        assertThat(status.get("simulated").asBoolean()).isTrue();
        assertThat(status.get("nodes").asInt()).isEqualTo(5);
        assertThat(status.at("/profiles/0/mode").asText()).isEqualTo("SCORE");
        assertThat(status.at("/degraded/0/sentence").asText()).isEqualTo("The sentence for NoTelemetry.");
    }

    @Test
    void the_page_is_served_with_its_types_and_nothing_else_is() throws Exception {
        for (String file : PageFiles.NAMES) {
            HttpResponse<String> response = ops.get("/" + (file.equals("index.html") ? "" : file));
            assertThat(response.statusCode()).as(file).isEqualTo(200);
            assertThat(response.headers().firstValue("content-type").orElseThrow())
                    .matches("text/(html|css|javascript); charset=utf-8|image/svg\\+xml");
        }
        for (String file : PageFiles.OTHERS.keySet()) {
            assertThat(ops.get("/" + file).statusCode()).as(file).isEqualTo(200);
        }
        assertThat(ops.get("/index.html").statusCode()).isEqualTo(404);
        assertThat(ops.get("/%2e%2e/logback.xml").statusCode()).isEqualTo(404);
    }
}
