package dev.headroom.extender.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.headroom.config.HeadroomConfiguration;
import dev.headroom.runtime.SystemClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Keep-alive, pipelining, half-close and 100 Continue. */
class VerbsConnectionIT {

    private final FakeVerbs verbs = new FakeVerbs();
    private final VerbsServerFixture fixture = new VerbsServerFixture(verbs);

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void a_thousand_requests_use_one_connection_and_one_thread() throws IOException {
        try (RawClient client = fixture.connect()) {
            for (int i = 0; i < 1_000; i++) {
                assertThat(client.exchange(RawClient.post("/filter", "{" + i + "}"))
                                .body())
                        .isEqualTo("filter:{" + i + "}");
            }
            assertThat(fixture.open()).isEqualTo(1);
        }
        assertThat(verbs.calls()).hasSize(1_000);
        assertThat(verbs.threads()).hasSize(1);
    }

    @Test
    void many_connections_are_served_by_the_one_thread() throws IOException {
        for (int i = 0; i < 20; i++) {
            try (RawClient client = fixture.connect()) {
                assertThat(client.exchange(RawClient.post("/filter", "{}")).status())
                        .isEqualTo(200);
            }
        }
        assertThat(verbs.threads()).hasSize(1);
        await().untilAsserted(() -> assertThat(fixture.open()).isZero());
    }

    @Test
    void pipelined_requests_are_answered_in_order() throws IOException {
        try (RawClient client = fixture.connect()) {
            client.send(RawClient.post("/filter", "1")
                    + RawClient.post("/nowhere", "2")
                    + RawClient.post("/preempt", "3")
                    + RawClient.post("/prioritize", "4"));

            assertThat(client.read().body()).isEqualTo("filter:1");
            assertThat(client.read().status()).isEqualTo(404);
            assertThat(client.read().body()).isEqualTo("preempt:3");
            assertThat(client.read().body()).isEqualTo("prioritize:4");
        }
    }

    @Test
    void bodies_of_two_connections_that_arrive_in_turns_do_not_mix() throws IOException {
        String half = FakeVerbs.xs(40_000);
        String head = "POST /filter HTTP/1.1\r\nHost: a\r\nContent-Length: 80001\r\n\r\n";
        try (RawClient one = fixture.connect();
                RawClient two = fixture.connect()) {
            one.send(head + half);
            two.send(head + half);
            one.send(half + "1");
            two.send(half + "2");

            assertThat(one.read().body()).isEqualTo("filter:" + half + half + "1");
            assertThat(two.read().body()).isEqualTo("filter:" + half + half + "2");
        }
    }

    @Test
    void a_client_that_closes_its_side_still_gets_its_answer() throws IOException {
        try (RawClient client = fixture.connect()) {
            RawClient.Answer answer =
                    client.send(RawClient.post("/filter", "{}")).sendEnd().read();

            assertThat(answer.body()).isEqualTo("filter:{}");
            assertThat(client.isClosedByServer()).isTrue();
        }
    }

    @Test
    void a_client_that_asks_to_close_is_closed() throws IOException {
        try (RawClient client = fixture.connect()) {
            assertThat(client.exchange(RawClient.post("/filter", "{}", "Connection: close"))
                            .header("connection"))
                    .isEqualTo("close");
            assertThat(client.isClosedByServer()).isTrue();
        }
    }

    @Test
    void expect_100_continue_is_met_before_the_body() throws IOException {
        try (RawClient client = fixture.connect()) {
            client.send("POST /filter HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n");
            assertThat(client.readHead().status()).isEqualTo(100);
            assertThat(client.exchange("{}").body()).isEqualTo("filter:{}");
            assertThat(client.exchange(RawClient.post("/filter", "1")).body()).isEqualTo("filter:1");
        }
    }

    @Test
    void expect_100_continue_with_too_large_a_body_gets_413_and_the_end() throws IOException {
        try (RawClient client = fixture.connect()) {
            client.send("POST /filter HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 99999999\r\n\r\n");
            assertThat(client.read().status()).isEqualTo(413);
            assertThat(client.isClosedByServer()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense\r\n\r\n",
                "POST /filter HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n12",
                "POST /filter HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n",
                "POST /filter HTTP/1.1\r\nHost: a\r\nContent-Length: many\r\n\r\n"
            })
    void what_is_no_http_request_gets_400_and_the_end(String text) throws IOException {
        try (RawClient client = fixture.connect()) {
            RawClient.Answer answer = client.exchange(text);
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.body()).startsWith("{\"error\":\"");
            assertThat(client.isClosedByServer()).isTrue();
        }
        assertThat(verbs.calls()).isEmpty();
    }

    @Test
    void headers_over_their_limits_get_431_and_a_long_request_line_gets_414() throws IOException {
        try (RawClient client = fixture.connect()) {
            String long20k = FakeVerbs.xs(20_000);
            assertThat(client.exchange(RawClient.post("/filter", "{}", "X-Long: " + long20k))
                            .status())
                    .isEqualTo(431);
        }
        try (RawClient client = fixture.connect()) {
            String[] headers = new String[65];
            Arrays.setAll(headers, i -> "X-" + i + ": 1");
            assertThat(client.exchange(RawClient.post("/filter", "{}", headers)).status())
                    .isEqualTo(431);
        }
        try (RawClient client = fixture.connect()) {
            assertThat(client.exchange(RawClient.post("/filter?" + FakeVerbs.xs(20_000), "{}"))
                            .status())
                    .isEqualTo(414);
        }
        assertThat(verbs.calls()).isEmpty();
    }

    @Test
    void a_port_that_is_taken_is_named() {
        HeadroomConfiguration.Server taken = new HeadroomConfiguration.Server(
                "127.0.0.1",
                "127.0.0.1",
                fixture.server.port(),
                0,
                List.of(),
                1,
                Duration.ofSeconds(95),
                Duration.ofSeconds(30));
        assertThatThrownBy(() -> VerbsServer.start(
                        taken, verbs, new SimpleMeterRegistry(), fixture.heartbeat, new SystemClock()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("server.verbsPort: cannot listen on 127.0.0.1 port " + fixture.server.port());
    }
}
