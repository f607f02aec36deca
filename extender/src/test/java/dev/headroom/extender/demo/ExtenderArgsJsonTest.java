package dev.headroom.extender.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.headroom.api.Resources;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExtenderArgsJsonTest {

    private final ExtenderArgsJson json = new ExtenderArgsJson();

    @Test
    void members_are_named_as_kube_scheduler_names_them() throws IOException {
        JsonNode args = written(Simulated.pod(Simulated.workload("checkout", 128, 100, 512, 450), 1));

        List<String> names = new ArrayList<>();
        args.fieldNames().forEachRemaining(names::add);
        assertThat(names).containsExactly("Pod", "Nodes", "NodeNames");
        assertThat(args.get("Nodes").isNull()).isTrue();
        assertThat(args.get("NodeNames")).hasToString("[\"node-1\",\"node-2\"]");
    }

    @Test
    void the_pod_says_what_its_workload_says() throws IOException {
        JsonNode pod = written(Simulated.pod(Simulated.workload("checkout", 128, 100, 512, 450), 1))
                .get("Pod");

        assertThat(pod.at("/metadata/name").asText()).isEqualTo("checkout-7f9c6b5d4h-pod1");
        assertThat(pod.at("/metadata/uid").asText()).isEqualTo("uid-checkout-1");
        assertThat(pod.at("/metadata/annotations/prometheus.io~1scrape").asText())
                .isEqualTo("true");
        assertThat(pod.at("/metadata/ownerReferences/0/name").asText()).isEqualTo("checkout-7f9c6b5d4h");
        assertThat(pod.at("/spec/schedulerName").asText()).isEqualTo("headroom");
        JsonNode container = pod.at("/spec/containers/0");
        assertThat(container.at("/resources/requests")).hasToString("{\"cpu\":\"100m\",\"memory\":\"128Mi\"}");
        assertThat(container.at("/resources/limits")).hasToString("{\"memory\":\"512Mi\"}");
        assertThat(container.at("/env"))
                .hasToString("[{\"name\":\"GOGC\",\"value\":\"100\"},{\"name\":\"GOMEMLIMIT\",\"value\":\"450MiB\"}]");
    }

    @Test
    void what_a_workload_does_not_say_is_not_written() throws IOException {
        Workload silent = new Workload(
                "ops",
                "agent",
                "headroom",
                1,
                new Resources(50, 0),
                0,
                0,
                0,
                Workload.Metrics.NONE,
                new Workload.Heap(1 << 20, 1, 100, 0, 0, 0, 0));
        JsonNode pod = written(Simulated.pod(silent, 1)).get("Pod");

        assertThat(pod.at("/metadata/annotations")).isEmpty();
        assertThat(pod.at("/spec/containers/0/resources")).hasToString("{\"requests\":{\"cpu\":\"50m\"}}");
    }

    private JsonNode written(SimulatedPod pod) throws IOException {
        return new ObjectMapper().readTree(json.write(pod, List.of("node-1", "node-2")));
    }
}
