package dev.headroom.extender.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Case 25: a process that stops answers what has begun and keeps no connection. */
class VerbsDrainIT {

    private static final String HEAD = "POST /filter HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\n";

    private final FakeVerbs verbs = new FakeVerbs();
    private final VerbsServerFixture fixture = new VerbsServerFixture(verbs);

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void case25_drain_answers_what_has_begun_and_closes_what_is_idle()
            throws IOException, ExecutionException, InterruptedException, TimeoutException {
        try (RawClient idle = fixture.connect();
                RawClient busy = fixture.connect()) {
            assertThat(idle.exchange(RawClient.post("/filter", "1")).status()).isEqualTo(200);
            assertThat(busy.exchange(RawClient.post("/filter", "2")).header("connection"))
                    .isEmpty();
            busy.send(HEAD + "12");
            // The head has been read when a later request of another connection was answered.
            assertThat(idle.exchange(RawClient.post("/filter", "3")).status()).isEqualTo(200);

            CompletableFuture<Boolean> inTime =
                    CompletableFuture.supplyAsync(() -> fixture.server.drain(Duration.ofSeconds(20)));

            assertThat(idle.isClosedByServer()).isTrue();
            await().untilAsserted(() -> assertThatThrownBy(fixture::connect).isInstanceOf(IOException.class));
            RawClient.Answer answer = busy.exchange("34");
            assertThat(answer.body()).isEqualTo("filter:1234");
            assertThat(answer.header("connection")).isEqualTo("close");
            assertThat(busy.isClosedByServer()).isTrue();
            assertThat(inTime.get(20, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void case25_drain_ends_at_its_limit() throws IOException {
        try (RawClient busy = fixture.connect();
                RawClient other = fixture.connect()) {
            busy.send(HEAD + "12");
            assertThat(other.exchange(RawClient.post("/filter", "3")).status()).isEqualTo(200);

            assertThat(fixture.server.drain(Duration.ofMillis(300))).isFalse();

            assertThat(busy.isClosedByServer()).isTrue();
        }
    }

    @Test
    void closing_after_a_drain_does_nothing() {
        assertThat(fixture.server.drain(Duration.ofSeconds(20))).isTrue();
        fixture.server.close();
        assertThatThrownBy(fixture::connect).isInstanceOf(IOException.class);
    }
}
