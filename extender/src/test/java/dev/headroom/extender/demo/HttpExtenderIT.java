package dev.headroom.extender.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpExtenderIT {

    private static final List<String> NODES = List.of("node-1", "node-2");

    private final SimulatedPod pod = Simulated.pod(Simulated.workload("checkout", 128, 100), 1);
    private final AtomicReference<String> asked = new AtomicReference<>("");
    private volatile int status = 200;
    private volatile String answer = "{}";
    private HttpServer server;
    private HttpExtender extender;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            try (exchange) {
                String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
                asked.set(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + body);
                byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(status, bytes.length);
                exchange.getResponseBody().write(bytes);
            }
        });
        server.start();
        extender = new HttpExtender("http://127.0.0.1:" + server.getAddress().getPort());
    }

    @AfterEach
    void stop() {
        extender.close();
        server.stop(0);
    }

    @Test
    void filter_posts_the_pod_and_names_and_reads_what_is_left() throws IOException {
        answer = "{\"Nodes\":null,\"NodeNames\":[\"node-2\"],\"FailedNodes\":{},"
                + "\"FailedAndUnresolvableNodes\":{\"node-1\":\"full\"},\"Error\":\"\"}";

        assertThat(extender.filter(pod, NODES))
                .isEqualTo(new Extender.Filtered(List.of("node-2"), Map.of("node-1", "full")));
        assertThat(asked.get())
                .startsWith("POST /filter {\"Pod\":{\"metadata\":{")
                .endsWith("\"Nodes\":null,\"NodeNames\":[\"node-1\",\"node-2\"]}");
    }

    @Test
    void no_names_are_no_nodes_as_for_kube_scheduler() throws IOException {
        answer = "{}";

        assertThat(extender.filter(pod, NODES).nodes()).isEmpty();
    }

    @Test
    void prioritize_reads_scores_and_adds_up_duplicates() throws IOException {
        answer = "[{\"Host\":\"node-1\",\"Score\":3},{\"Host\":\"node-2\",\"Score\":10},"
                + "{\"Host\":\"node-1\",\"Score\":4}]";

        assertThat(extender.prioritize(pod, NODES)).isEqualTo(Map.of("node-1", 7L, "node-2", 10L));
        assertThat(asked.get()).startsWith("POST /prioritize ");
    }

    @Test
    void what_kube_scheduler_would_not_take_is_an_error() {
        answer = "{\"NodeNames\":[\"node-9\"]}";
        assertThatThrownBy(() -> extender.filter(pod, NODES)).hasMessageContaining("node-9");

        answer = "{\"Error\":\"not today\"}";
        assertThatThrownBy(() -> extender.filter(pod, NODES)).hasMessageContaining("not today");

        answer = "[{\"Host\":\"node-1\",\"Score\":5.0}]";
        assertThatThrownBy(() -> extender.prioritize(pod, NODES)).hasMessageContaining("5.0, not an integer");

        answer = "[";
        assertThatThrownBy(() -> extender.prioritize(pod, NODES)).isInstanceOf(IOException.class);

        status = 202;
        assertThatThrownBy(() -> extender.filter(pod, NODES)).hasMessageContaining("/filter answers with status 202");
    }

    @Test
    void nobody_listening_is_an_error_that_names_the_verb() {
        server.stop(0);

        assertThatThrownBy(() -> extender.filter(pod, NODES)).isInstanceOf(IOException.class);
    }
}
