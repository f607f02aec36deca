package dev.headroom.extender.telemetry.prometheus;

import static dev.headroom.extender.telemetry.prometheus.HttpAskerFixture.MANY;
import static dev.headroom.extender.telemetry.prometheus.HttpAskerFixture.ONE_SERIES;
import static dev.headroom.extender.telemetry.prometheus.HttpAskerFixture.QUERY;
import static dev.headroom.extender.telemetry.prometheus.HttpAskerFixture.send;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How a query is put, and how its answer is read. */
class HttpAskerAnswersIT {

    private HttpAskerFixture fixture;

    @BeforeEach
    void serve() throws IOException {
        fixture = new HttpAskerFixture();
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    @Test
    void a_query_is_posted_as_a_form_with_its_bounds() throws IOException {
        List<String> asked = new ArrayList<>();
        fixture.serve("/api/v1/query", exchange -> {
            asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
            asked.add(URLDecoder.decode(
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8),
                    StandardCharsets.UTF_8));
            send(exchange, 200, ONE_SERIES);
        });

        assertThat(fixture.ask(fixture.settings("")))
                .isEqualTo(new Answer.Read(1, ONE_SERIES.length(), 1_700_000_000_000L, List.of()));
        assertThat(fixture.values).containsExactly(2.0);
        assertThat(asked).containsExactly("POST /api/v1/query", "query=up{a=\"b\"} + 1&timeout=30000ms&limit=1000001");
    }

    @Test
    void a_span_of_time_is_asked_in_seconds() throws IOException {
        List<String> asked = new ArrayList<>();
        fixture.serve("/api/v1/query_range", exchange -> {
            asked.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            send(exchange, 200, "{\"status\":\"success\",\"data\":{\"result\":[]}}");
        });

        try (HttpAsker asker = new HttpAsker(fixture.settings(""), fixture.timer)) {
            asker.askRange(QUERY, fixture.sink(), MANY, 1_700_000_000_005L, 1_700_003_600_000L, 30_000);
        }
        assertThat(asked.getFirst()).endsWith("&start=1700000000.005&end=1700003600.000&step=30.000");
    }

    @Test
    void a_compressed_answer_is_counted_as_it_came() throws IOException {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(zipped)) {
            out.write(ONE_SERIES.getBytes(StandardCharsets.UTF_8));
        }
        fixture.serve("/api/v1/query", exchange -> {
            assertThat(exchange.getRequestHeaders().getFirst("Accept-Encoding")).isEqualTo("gzip");
            exchange.getResponseHeaders().set("Content-Encoding", "gzip");
            send(exchange, 200, zipped.toByteArray());
        });

        assertThat(fixture.ask(fixture.settings("")))
                .isEqualTo(new Answer.Read(1, zipped.size(), 1_700_000_000_000L, List.of()));
    }

    @Test
    void a_refusal_is_told_in_the_servers_words() throws IOException {
        fixture.serve(
                "/api/v1/query",
                exchange -> send(
                        exchange,
                        422,
                        "{\"status\":\"error\",\"errorType\":\"execution\",\"error\":\"too many samples\"}"));

        Answer answer = fixture.ask(fixture.settings(""));
        assertThat(answer.describe()).isEqualTo("status 422 execution: too many samples");
        assertThat(answer.blame()).isEqualTo(Answer.Blame.QUERY);
    }

    @Test
    void a_proxys_page_is_told_in_its_first_words_and_the_server_is_left_alone() throws IOException {
        fixture.serve("/api/v1/query", exchange -> send(exchange, 503, "<h1>no\nbackend</h1>"));

        Answer answer = fixture.ask(fixture.settings(""));
        assertThat(answer.describe()).isEqualTo("status 503: <h1>no backend</h1>");
        assertThat(answer.blame()).isEqualTo(Answer.Blame.SERVER);
    }
}
