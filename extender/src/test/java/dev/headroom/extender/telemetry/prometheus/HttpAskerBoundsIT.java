package dev.headroom.extender.telemetry.prometheus;

import static dev.headroom.extender.telemetry.prometheus.HttpAskerFixture.MANY;
import static dev.headroom.extender.telemetry.prometheus.HttpAskerFixture.QUERY;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How much of an answer is read, and how long it is waited for. */
class HttpAskerBoundsIT {

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
    void an_endless_answer_ends_at_its_bound() throws IOException {
        fixture.serve("/api/v1/query", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            OutputStream out = exchange.getResponseBody();
            out.write("{\"status\":\"success\",\"data\":{\"result\":[".getBytes(StandardCharsets.UTF_8));
            byte[] series = "{\"metric\":{\"pod\":\"a\"},\"value\":[1,\"2\"]},".getBytes(StandardCharsets.UTF_8);
            while (fixture.ended.getCount() > 0) {
                out.write(series);
            }
        });

        assertThat(fixture.ask(fixture.settings("")).describe())
                .isEqualTo("the answer has more than " + MANY + " bytes");
    }

    @Test
    void an_answer_that_unpacks_to_too_much_ends_at_its_bound() throws IOException {
        fixture.serve("/api/v1/query", exchange -> {
            exchange.getResponseHeaders().set("Content-Encoding", "gzip");
            exchange.sendResponseHeaders(200, 0);
            try (OutputStream out = new GZIPOutputStream(exchange.getResponseBody())) {
                byte[] blanks = " ".repeat(1 << 16).getBytes(StandardCharsets.UTF_8);
                for (int written = 0; written < 20_000_000; written += blanks.length) {
                    out.write(blanks);
                }
            }
        });

        try (HttpAsker asker = new HttpAsker(fixture.settings(""), fixture.timer)) {
            // 100 times what the bound is on the wire: 20 MB of blanks take 20 KB there.
            assertThat(asker.ask(QUERY, fixture.sink(), 100_000).describe())
                    .isEqualTo("the unpacked answer has more than 10000000 bytes");
        }
    }

    @Test
    void a_body_that_drips_is_given_up() throws IOException {
        fixture.serve("/api/v1/query", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write("{\"status\":".getBytes(StandardCharsets.UTF_8));
            exchange.getResponseBody().flush();
            fixture.awaitEnd();
        });

        assertThat(fixture.ask(fixture.settings("timeout: 300ms, connectTimeout: 300ms")))
                .isInstanceOf(Answer.TimedOut.class);
    }

    @Test
    void a_server_that_says_nothing_is_given_up() throws IOException {
        fixture.serve("/api/v1/query", exchange -> fixture.awaitEnd());

        assertThat(fixture.ask(fixture.settings("timeout: 300ms, connectTimeout: 300ms")))
                .isInstanceOf(Answer.TimedOut.class);
    }

    @Test
    void a_port_where_nobody_listens_is_the_servers_fault() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Answer answer = fixture.ask(Settings.read("url: 'http://127.0.0.1:" + port + "'"));
        assertThat(answer).isInstanceOf(Answer.Failed.class);
        assertThat(answer.blame()).isEqualTo(Answer.Blame.SERVER);
    }
}
