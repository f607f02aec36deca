package dev.headroom.extender.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Case 23: clients that are slow with a request are closed, idle connections are kept. */
class VerbsSlowClientIT {

    private static final Duration SHORT = Duration.ofMillis(400);
    private static final Duration LONG = Duration.ofSeconds(120);

    private final FakeVerbs verbs = new FakeVerbs();

    @Test
    void case23_head_that_never_ends_is_closed_at_the_read_deadline() throws IOException {
        try (VerbsServerFixture fixture = new VerbsServerFixture(verbs, VerbsServerFixture.limits(SHORT, LONG, 10));
                RawClient client = fixture.connect()) {
            client.send("POST /filter HTTP/1.1\r\nHost: a\r\nX-Slow: ");
            assertThat(client.isClosedByServer()).isTrue();
            assertThat(fixture.closed("read_deadline")).isEqualTo(1);
        }
    }

    @Test
    void case23_head_that_trickles_in_is_closed_at_the_read_deadline() throws IOException {
        try (VerbsServerFixture fixture = new VerbsServerFixture(verbs, VerbsServerFixture.limits(SHORT, LONG, 10));
                RawClient client = fixture.connect()) {
            client.send("POST /filter HTTP/1.1\r\nHost: a\r\n");
            // One more header every 50 ms: never 400 ms without a byte.
            await().pollInterval(Duration.ofMillis(50)).until(() -> trickles(client, "X: 1\r\n"));
            assertThat(fixture.closed("read_deadline")).isEqualTo(1);
        }
        assertThat(verbs.calls()).isEmpty();
    }

    @Test
    void case23_body_that_trickles_in_is_closed_at_the_read_deadline() throws IOException {
        try (VerbsServerFixture fixture = new VerbsServerFixture(verbs, VerbsServerFixture.limits(SHORT, LONG, 10));
                RawClient client = fixture.connect()) {
            assertThat(client.exchange(RawClient.post("/filter", "{}")).status())
                    .isEqualTo(200);
            client.send("POST /filter HTTP/1.1\r\nHost: a\r\nContent-Length: 10000\r\n\r\n");
            await().pollInterval(Duration.ofMillis(50)).until(() -> trickles(client, "x"));
            assertThat(fixture.closed("read_deadline")).isEqualTo(1);
            assertThat(fixture.requests("filter", "aborted")).isEqualTo(1);
        }
        assertThat(verbs.calls()).hasSize(1);
    }

    /** Whether sending fails by now. */
    private static boolean trickles(RawClient client, String text) {
        try {
            client.send(text);
            return false;
        } catch (IOException closed) {
            return true;
        }
    }

    @Test
    void case23_idle_connection_outlives_the_read_deadline_by_far() throws IOException {
        try (VerbsServerFixture fixture =
                        new VerbsServerFixture(verbs, VerbsServerFixture.limits(Duration.ofMillis(50), LONG, 10));
                RawClient idle = fixture.connect()) {
            assertThat(idle.exchange(RawClient.post("/filter", "1")).status()).isEqualTo(200);
            // The deadline has passed several times when the loop has turned 10 more times, once in 100 ms.
            long turns = fixture.heartbeat.beats() + 10;
            await().until(() -> fixture.heartbeat.beats() > turns);
            assertThat(idle.exchange(RawClient.post("/filter", "2")).body()).isEqualTo("filter:2");
            assertThat(fixture.open()).isEqualTo(1);
        }
    }

    @Test
    void case23_idle_timeout_is_the_configured_one() throws IOException {
        assertThat(HttpLimits.ofVerbs(VerbsServerFixture.CONFIGURATION).idleTimeout())
                .isEqualTo(Duration.ofSeconds(120))
                .isGreaterThan(Duration.ofSeconds(90));
        try (VerbsServerFixture fixture =
                        new VerbsServerFixture(verbs, VerbsServerFixture.limits(LONG, Duration.ofSeconds(2), 10));
                RawClient client = fixture.connect()) {
            assertThat(client.exchange(RawClient.post("/filter", "1")).status()).isEqualTo(200);
            assertThat(client.isClosedByServer()).isTrue();
            assertThat(fixture.closed("read_deadline")).isZero();
        }
    }

    @Test
    void case23_connections_over_the_limit_are_closed_and_a_free_place_is_given_again() throws IOException {
        try (VerbsServerFixture fixture = new VerbsServerFixture(verbs, VerbsServerFixture.limits(LONG, LONG, 2))) {
            try (RawClient one = fixture.connect();
                    RawClient two = fixture.connect()) {
                assertThat(one.exchange(RawClient.post("/filter", "1")).status())
                        .isEqualTo(200);
                assertThat(two.exchange(RawClient.post("/filter", "2")).status())
                        .isEqualTo(200);
                try (RawClient three = fixture.connect()) {
                    assertThat(three.isClosedByServer()).isTrue();
                }
                assertThat(fixture.closed("too_many")).isEqualTo(1);
            }
            await().untilAsserted(() -> assertThat(fixture.open()).isZero());
            try (RawClient four = fixture.connect()) {
                assertThat(four.exchange(RawClient.post("/filter", "4")).body()).isEqualTo("filter:4");
            }
        }
    }

    @Test
    void case23_client_that_never_reads_its_answers_does_not_fill_the_memory() throws IOException {
        FakeVerbs large = new FakeVerbs() {
            @Override
            String answer(String verb, String body) {
                return FakeVerbs.xs(200_000);
            }
        };
        try (VerbsServerFixture fixture = new VerbsServerFixture(large, VerbsServerFixture.limits(SHORT, LONG, 10));
                RawClient deaf = fixture.connect()) {
            StringBuilder pipelined = new StringBuilder();
            for (int i = 0; i < 500; i++) {
                pipelined.append(RawClient.post("/filter", "{}"));
            }
            deaf.send(pipelined.toString());
            try (RawClient other = fixture.connect()) {
                assertThat(other.exchange(RawClient.post("/filter", "{}")).status())
                        .isEqualTo(200);
            }
            // 500 answers of 200 kB are 100 MB; the sockets' buffers hold a few MB, the rest is not computed.
            long turns = fixture.heartbeat.beats() + 5;
            await().until(() -> fixture.heartbeat.beats() > turns);
            assertThat(large.calls()).hasSizeLessThan(100);
        }
    }
}
