package dev.headroom.extender.ops;

import static dev.headroom.testkit.NodeBuilder.aNode;
import static dev.headroom.testkit.PodBuilder.aPod;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headroom.api.NodeInfo;
import java.io.BufferedReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EventStreamIT {

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
    void the_stream_begins_with_everything_and_goes_on_with_what_has_changed() throws Exception {
        try (BufferedReader events = ops.stream()) {
            JsonNode first = ops.next(events);
            assertThat(first.get("full").asBoolean()).isTrue();
            assertThat(first.get("nodes")).hasSize(5);
            assertThat(first.get("decisions")).hasSize(1);
            assertThat(first.at("/status/version").asText()).isEqualTo("0.1.0");

            JsonNode quiet = ops.next(events);
            assertThat(quiet.get("full").asBoolean()).isFalse();
            assertThat(quiet.get("nodes")).isEmpty();
            assertThat(quiet.get("order")).hasSize(5);

            List<NodeInfo> nodes = new ArrayList<>(ops.view.nodes());
            nodes.set(
                    2,
                    aNode().named("node-2")
                            .running(9, aPod().forecast("1Gi", "0"))
                            .build());
            ops.view = new FakeView(2, nodes, List.of());
            JsonNode changed = ops.next(events);
            while (changed.get("nodes").isEmpty()) {
                changed = ops.next(events);
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
            readers.add(ops.stream());
        }
        assertThat(ops.json(503, "/api/stream").get("error").asText())
                .startsWith("32 readers follow the stream already");
        readers.getFirst().close();
        await().untilAsserted(() -> {
            try (BufferedReader again = ops.stream()) {
                assertThat(ops.next(again).get("full").asBoolean()).isTrue();
            }
        });
        for (BufferedReader reader : readers) {
            reader.close();
        }
    }

    @Test
    void a_reader_that_does_not_read_is_dropped() throws Exception {
        ops.view = OpsApiFixture.view(60, 0);
        try (Socket socket = new Socket()) {
            socket.setReceiveBufferSize(4_096);
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), ops.port));
            socket.getOutputStream()
                    .write("GET /api/stream HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            await().until(() -> ops.api.stream().size() == 1);
            int[] round = {0};
            // A frame of 60 nodes with names of 4 KB is some 500 KB, a hundred times what the reader's
            // socket takes; a kernel that buffers 32 MB for the writer has had enough after some 70.
            await().pollInSameThread()
                    .atMost(Duration.ofSeconds(30))
                    .pollInterval(Duration.ofMillis(1))
                    .until(() -> {
                        ops.view = OpsApiFixture.view("n".repeat(4_000), 60, ++round[0]);
                        ops.api.stream().tick();
                        return ops.api.stream().size() == 0;
                    });
            assertThat(ops.meters.counter("headroom.page.dropped.clients").count())
                    .isEqualTo(1);
        }
    }

    @Test
    void the_stream_of_a_large_cluster_stays_small() throws Exception {
        ops.view = OpsApiFixture.view(5_000, 0);
        try (BufferedReader events = ops.stream()) {
            JsonNode first = ops.next(events);
            assertThat(first.get("nodeCount").asInt()).isEqualTo(5_000);
            assertThat(first.get("nodes")).hasSize(StreamFrames.NODES);
            assertThat(first.toString().length()).isLessThan(64 * 1024);
        }
    }
}
