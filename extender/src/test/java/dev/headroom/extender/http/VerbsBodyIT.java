package dev.headroom.extender.http;

import static dev.headroom.extender.http.VerbsServerFixture.MAX_BODY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.headroom.extender.verbs.BadRequestException;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Cases 1, 22 and 25: bodies that are wrong, too large, cut off, or that make the verb fail. */
class VerbsBodyIT {

    private static final String TOO_LARGE =
            "the body has more than " + MAX_BODY + " bytes, the limit server.maxBodyBytes";

    private final FakeVerbs verbs = new FakeVerbs() {
        @Override
        String answer(String verb, String body) {
            switch (body) {
                case "malformed" -> throw new BadRequestException("Pod: is null, \"must\" be an object");
                case "bug" -> throw new IllegalStateException("secret detail");
                case "deep" -> throw new StackOverflowError();
                default -> {
                    return super.answer(verb, body);
                }
            }
        }
    };
    private final VerbsServerFixture fixture = new VerbsServerFixture(verbs);

    @AfterEach
    void close() {
        fixture.close();
    }

    private RawClient.Answer exchange(String text) throws IOException {
        try (RawClient client = fixture.connect()) {
            return client.exchange(text);
        }
    }

    @Test
    void case01_malformed_body_gets_400_with_what_was_wrong_and_the_connection_lives() throws IOException {
        try (RawClient client = fixture.connect()) {
            RawClient.Answer answer = client.exchange(RawClient.post("/preempt", "malformed"));

            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.body()).isEqualTo("{\"error\":\"Pod: is null, \\\"must\\\" be an object\"}\n");
            assertThat(client.exchange(RawClient.post("/preempt", "{}")).status())
                    .isEqualTo(200);
        }
        assertThat(fixture.requests("preempt", "400")).isEqualTo(1);
    }

    @Test
    void case01_truncated_body_never_reaches_the_verb() throws IOException {
        try (RawClient client = fixture.connect()) {
            client.send("POST /filter HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\n{\"Pod\":")
                    .sendEnd();
            assertThat(client.isClosedByServer()).isTrue();
        }
        await().untilAsserted(
                        () -> assertThat(fixture.requests("filter", "aborted")).isEqualTo(1));
        assertThat(verbs.calls()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"bug", "deep"})
    void a_verb_that_fails_gets_500_and_the_process_goes_on(String body) throws IOException {
        RawClient.Answer answer = exchange(RawClient.post("/filter", body));

        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.body())
                .startsWith("{\"error\":\"filter failed inside Headroom: ")
                .doesNotContain("secret");
        assertThat(exchange(RawClient.post("/filter", "{}")).status()).isEqualTo(200);
        assertThat(fixture.requests("filter", "500")).isEqualTo(1);
    }

    @Test
    void case22_body_at_the_limit_is_answered() throws IOException {
        RawClient.Answer answer = exchange(RawClient.post("/filter", FakeVerbs.xs(MAX_BODY)));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).hasSize("filter:".length() + MAX_BODY);
    }

    @Test
    void case22_declared_length_over_the_limit_gets_413_before_any_byte_of_the_body() throws IOException {
        RawClient.Answer answer =
                exchange("POST /filter HTTP/1.1\r\nHost: a\r\nContent-Length: " + (MAX_BODY + 1) + "\r\n\r\n");

        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.body()).contains(TOO_LARGE);
        assertThat(answer.header("connection")).isEqualTo("close");
        assertThat(fixture.requests("filter", "413")).isEqualTo(1);
    }

    @Test
    void case22_body_over_the_limit_is_thrown_away_so_that_the_client_sees_the_answer() throws IOException {
        try (RawClient client = fixture.connect()) {
            RawClient.Answer answer = client.exchange(RawClient.post("/filter", FakeVerbs.xs(MAX_BODY + 1)));

            assertThat(answer.status()).isEqualTo(413);
            assertThat(client.isClosedByServer()).isTrue();
        }
        assertThat(verbs.calls()).isEmpty();
    }

    @Test
    void case22_chunked_body_is_counted_while_it_is_read() throws IOException {
        try (RawClient client = fixture.connect()) {
            client.send("POST /filter HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n");
            String chunk = "4000\r\n" + FakeVerbs.xs(0x4000) + "\r\n"; // 16 KiB; 16 of them are the limit
            for (int i = 0; i < 17; i++) {
                client.send(chunk);
            }
            RawClient.Answer answer = client.read();

            assertThat(answer.status()).isEqualTo(413);
            assertThat(answer.body()).contains(TOO_LARGE);
            assertThat(client.send("0\r\n\r\n").isClosedByServer()).isTrue();
        }
    }

    @Test
    void case22_endless_chunked_body_ends_with_its_connection() throws IOException {
        try (RawClient client = fixture.connect()) {
            client.send("POST /filter HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n");
            String chunk = "4000\r\n" + FakeVerbs.xs(0x4000) + "\r\n";
            // The limit is 16 chunks, and as many again are thrown away.
            assertThat(sendsUntilClosed(client, chunk)).isLessThan(10_000);
        }
        await().untilAsserted(() -> assertThat(fixture.open()).isZero());
        assertThat(verbs.calls()).isEmpty();
    }

    private static int sendsUntilClosed(RawClient client, String chunk) {
        for (int i = 0; i < 10_000; i++) {
            try {
                client.send(chunk);
            } catch (IOException closed) {
                return i;
            }
        }
        return 10_000;
    }

    @Test
    void case22_chunked_body_within_the_limit_is_answered() throws IOException {
        RawClient.Answer answer = exchange("POST /filter HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
                + "2\r\n{\"\r\n3\r\na\":\r\n2\r\n1}\r\n0\r\n\r\n");

        assertThat(answer.body()).isEqualTo("filter:{\"a\":1}");
    }

    @Test
    void case25_client_that_goes_away_within_its_body_is_counted_and_costs_nothing_more() throws IOException {
        try (RawClient client = fixture.connect()) {
            client.send("POST /prioritize HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\n{");
        }
        await().untilAsserted(() -> {
            assertThat(fixture.requests("prioritize", "aborted")).isEqualTo(1);
            assertThat(fixture.open()).isZero();
        });
        assertThat(verbs.calls()).isEmpty();
    }

    @Test
    void an_empty_body_is_for_the_verb_to_refuse() throws IOException {
        assertThat(exchange(RawClient.post("/filter", "")).body()).isEqualTo("filter:");
    }
}
