package dev.headroom.extender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.headroom.api.NodeInfo;
import dev.headroom.api.Resources;
import dev.headroom.extender.state.ClusterState;
import dev.headroom.extender.state.StateEvent;
import dev.headroom.predict.Predictor;
import dev.headroom.runtime.SystemClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A process that starts where a Prometheus has watched before: HTTP, sources, feed and state are the real ones. */
class RestartIT {

    private static final long MIB = 1L << 20;
    private static final String LIAR = "{\"metric\":{\"node\":\"liar\"},\"values\":[[%s,\"1e18\"],[%s,\"NaN\"]]}";

    private final SystemClock clock = new SystemClock();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final AtomicInteger points = new AtomicInteger();
    private final Set<String> asked = ConcurrentHashMap.newKeySet();
    private final ClusterState state =
            new ClusterState(new Predictor(), clock, meters, ClusterState.DEFAULT_PUBLISH_INTERVAL);
    private HttpServer server;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/api/v1/", this::answer);
        server.start();
    }

    @AfterEach
    void close() {
        state.close();
        server.stop(0);
    }

    @Test
    void a_nodes_correction_is_recomputed_from_what_was_measured_before_the_start() {
        String telemetry =
                "prometheus: {url: \"http://localhost:" + server.getAddress().getPort() + "\", history: 1h}";
        try (Monitoring monitoring = new Monitoring(MonitoringTest.settings(telemetry), state::offer, clock, meters)) {
            Consumer<StateEvent> watch = monitoring.startingWhenSynced();
            watch.accept(node("n1"));
            watch.accept(node("stranger"));
            state.flush().join();
            assertThat(memory("n1").memory().isCorrected()).isFalse();
            assertThat(asked).isEmpty();
            watch.accept(new StateEvent.Synced());

            await().atMost(Duration.ofMinutes(1))
                    .until(() -> memory("n1").memory().isCorrected());
        }
        assertThat(dropped("too_large")).isEqualTo(1);
        assertThat(dropped("not_a_number")).isEqualTo(1);
        // An hour in steps of 5 minutes.
        assertThat(points).hasValue(12);
        // Observed is 10,000 − (4,900 − 3,000) − 100 MiB. Two observations are collected, the others each take over 15
        // %.
        assertThat((double) memory("n1").memory().availableBytes() / MIB)
                .isCloseTo(8_000 + 1_000 * Math.pow(0.85, 10), within(0.001));
        assertThat(memory("stranger").memory().isCorrected())
                .as("a node whose pods nobody measured")
                .isFalse();
        assertThat(memory("stranger").memory().availableBytes()).isEqualTo(9_000 * MIB);
    }

    private double dropped(String reason) {
        return meters.get("headroom.prometheus.values.dropped")
                .tag("reason", reason)
                .counter()
                .count();
    }

    private static StateEvent node(String name) {
        return new StateEvent.NodeApplied(name, new Resources(4000, 9_000 * MIB), 10_000 * MIB);
    }

    private NodeInfo memory(String name) {
        return Objects.requireNonNull(state.view().node(state.view().slotOf(name)));
    }

    private void answer(HttpExchange exchange) throws IOException {
        Map<String, String> form = form(exchange);
        String query = Objects.requireNonNull(form.get("query"));
        asked.add(query);
        String result = "";
        if (query.contains("raw_CONTAINER")) {
            result = "{\"metric\":{\"what\":\"raw_CONTAINER\"},\"value\":[" + clock.millis() / 1000.0 + ",\"1\"]}";
        } else if (query.contains("node_memory_working_set_bytes") && form.containsKey("start")) {
            result = series("n1", 4_900, form) + "," + series("stranger", 4_900, form) + ","
                    + LIAR.formatted(form.get("end"), form.get("end"));
        } else if (query.startsWith("sum by") && form.containsKey("start")) {
            result = series("n1", 3_000, form);
        }
        byte[] body =
                ("{\"status\":\"success\",\"data\":{\"result\":[" + result + "]}}").getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private String series(String node, long mib, Map<String, String> form) {
        StringBuilder values = new StringBuilder();
        int count = 0;
        double end = number(form, "end");
        for (double at = number(form, "start"); at <= end + 0.001; at += number(form, "step")) {
            values.append(count++ == 0 ? "" : ",")
                    .append("[")
                    .append(Math.round(at * 1000) / 1000.0)
                    .append(",\"")
                    .append(mib * MIB)
                    .append("\"]");
        }
        points.set(count);
        return "{\"metric\":{\"node\":\"" + node + "\"},\"values\":[" + values + "]}";
    }

    private static double number(Map<String, String> form, String name) {
        return Double.parseDouble(Objects.requireNonNull(form.get(name)));
    }

    private static Map<String, String> form(HttpExchange exchange) throws IOException {
        Map<String, String> form = new HashMap<>();
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        for (String pair : body.split("&")) {
            String[] of = pair.split("=", 2);
            form.put(of[0], URLDecoder.decode(of[1], StandardCharsets.UTF_8));
        }
        return form;
    }
}
