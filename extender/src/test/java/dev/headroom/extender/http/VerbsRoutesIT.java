package dev.headroom.extender.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Case 24 of the protocol notes: paths, methods, encodings and content types. */
class VerbsRoutesIT {

    private final FakeVerbs verbs = new FakeVerbs();
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

    @ParameterizedTest
    @CsvSource({
        "/filter, filter",
        "/prioritize, prioritize",
        "/preempt, preempt",
        "//filter, filter",
        "///preempt, preempt",
        "/filter/, filter",
        "//prioritize//, prioritize",
        "/filter?x=1, filter"
    })
    void case24_surplus_slashes_reach_the_verb_without_a_redirect(String path, String verb) throws IOException {
        RawClient.Answer answer = exchange(RawClient.post(path, "{}"));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(verb + ":{}");
        assertThat(fixture.requests(verb, "200")).isEqualTo(1);
    }

    @Test
    void answers_carry_their_length_and_are_neither_chunked_nor_compressed() throws IOException {
        RawClient.Answer answer = exchange(RawClient.post("/filter", "{}", "Accept-Encoding: gzip"));

        assertThat(answer.header("content-length")).isEqualTo("9"); // "filter:{}"
        assertThat(answer.header("content-type")).isEqualTo("application/json");
        assertThat(answer.headers()).doesNotContainKeys("transfer-encoding", "content-encoding", "connection");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/filters", "/filter/x", "/FILTER", "/metrics", "/filter%2f", "//", "*"})
    void case24_unknown_path_gets_404(String path) throws IOException {
        RawClient.Answer answer = exchange(RawClient.post(path, "{}"));

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.body()).isEqualTo("{\"error\":\"no such path; POST /filter, /prioritize or /preempt\"}\n");
        assertThat(verbs.calls()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/bind", "//bind", "/bind/"})
    void bind_gets_404_with_the_reason_why_it_is_not_offered(String path) throws IOException {
        RawClient.Answer answer = exchange(RawClient.post(path, "{}"));

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.body())
                .startsWith("{\"error\":\"bind is not offered: ")
                .contains("bindVerb");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "PUT", "DELETE", "PATCH", "OPTIONS", "FOO"})
    void case24_other_methods_get_405_and_are_told_which_one_is_allowed(String method) throws IOException {
        RawClient.Answer answer = exchange(RawClient.request(method, "/filter"));

        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.header("allow")).isEqualTo("POST");
        assertThat(answer.body()).isEqualTo("{\"error\":\"" + method + " is not allowed here; POST is\"}\n");
    }

    @Test
    void case24_head_gets_405_without_a_body() throws IOException {
        try (RawClient client = fixture.connect()) {
            assertThat(client.send(RawClient.request("HEAD", "/filter"))
                            .readHead()
                            .status())
                    .isEqualTo(405);
            assertThat(client.exchange(RawClient.post("/filter", "{}")).status())
                    .isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "GZIP", "deflate", "br", "identity, gzip"})
    void case24_gzip_body_gets_415(String encoding) throws IOException {
        RawClient.Answer answer = exchange(RawClient.post("/filter", "{}", "Content-Encoding: " + encoding));

        assertThat(answer.status()).isEqualTo(415);
        assertThat(answer.header("accept-encoding")).isEqualTo("identity");
        assertThat(answer.body()).contains("Content-Encoding " + encoding);
        assertThat(verbs.calls()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Type: application/json",
                "Content-Type: text/plain",
                "Content-Type: application/x-www-form-urlencoded",
                "Content-Type: multipart/form-data",
                "Content-Type: nonsense",
                "Content-Encoding: identity",
                "Content-Encoding: Identity",
                "X-Nothing: about the content"
            })
    void case24_any_content_type_is_read(String header) throws IOException {
        assertThat(exchange(RawClient.post("/filter", "{}", header)).body()).isEqualTo("filter:{}");
    }

    @Test
    void case24_a_refused_request_does_not_cost_its_connection() throws IOException {
        try (RawClient client = fixture.connect()) {
            assertThat(client.exchange(RawClient.post("/nowhere", FakeVerbs.xs(100_000)))
                            .status())
                    .isEqualTo(404);
            assertThat(client.exchange(RawClient.request("PUT", "/filter")).status())
                    .isEqualTo(405);
            assertThat(client.exchange(RawClient.post("/filter", "{}", "Content-Encoding: gzip"))
                            .status())
                    .isEqualTo(415);
            assertThat(client.exchange(RawClient.post("/filter", "{}")).status())
                    .isEqualTo(200);
        }
    }
}
