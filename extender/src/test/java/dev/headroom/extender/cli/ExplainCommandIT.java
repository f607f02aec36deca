package dev.headroom.extender.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.headroom.extender.decisions.ExplanationJson;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExplainCommandIT {

    private final HttpServer server;
    private final List<String> asked = new ArrayList<>();
    private int status = 200;
    private byte[] body = {};

    ExplainCommandIT() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    }

    @BeforeEach
    void start() {
        server.createContext("/", exchange -> {
            asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private Terminal explain(String... args) {
        List<String> all = new ArrayList<>(List.of("explain", "--server", url()));
        all.addAll(List.of(args));
        return Terminal.run(List.of(new ExplainCommand()), all.toArray(String[]::new));
    }

    private String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @Test
    void a_table_says_why_here_and_why_not_there_with_numbers_and_units() {
        body = ExplanationJson.write(Answers.bound("n1"));

        Terminal terminal = explain("cart-1", "-n", "shop", "--against", "n2");

        // The weight's share: 300 / (300 + 1,400) = 17.6 %.
        assertThat(terminal.out()).isEqualTo("""
                        shop/cart-1 runs on n1.
                        n2 has less headroom.

                        decided   2027-01-15T08:00:00Z by profile headroom in mode enforce, asked 2 times
                        forecast  512 MiB ± 64 MiB for the pod, source replicas, confidence 90 %, 4 s old
                        weight    3: at most 17.6 % of kube-scheduler's total with default in-tree weights

                        NODE  VERDICT                               RANK  SCORE  SENT  GcHeadroom  LeastRequested
                        n1 *  fits                                     1   81.3    10          60            21.3
                        n2    fits                                     2     40     4          30              10
                        n3    refused: NodeMemoryForecast              -      -     -           -               -
                        n4    would be refused: NodeMemoryForecast     3      1     0           -               -
                        * chosen. SCORE 0 to 100 is the sum of the plugins' points; SENT 0 to 10 went to kube-scheduler. Other nodes asked about: 1.

                        PLUGIN                     NUMBER         n1     n2  DIFFERENCE
                        GcHeadroomFit, GcHeadroom  headroom    3 GiB  1 GiB      +2 GiB
                        LeastRequested             requested  21.3 %   10 %     +11.3 %
                        Note: Simulated.
                        """);
        assertThat(asked).containsExactly("GET /explain?pod=shop%2Fcart-1&against=n2");
        assertThat(terminal.exitCode()).isZero();
    }

    @ParameterizedTest(name = "{0} is asked for as {1}")
    @CsvSource({
        "cart-1, default%2Fcart-1",
        "shop/cart-1, shop%2Fcart-1",
        "0b0e1f7a-5c1d-4a53-9a0c-0123456789ab, 0b0e1f7a-5c1d-4a53-9a0c-0123456789ab"
    })
    void a_pod_is_named_in_three_ways(String argument, String parameter) {
        body = ExplanationJson.write(Answers.bound("n1"));

        explain(argument);

        assertThat(asked).containsExactly("GET /explain?pod=" + parameter);
    }

    @Test
    void json_is_what_the_server_says() {
        body = ExplanationJson.write(Answers.bound("n1"));

        assertThat(explain("cart-1", "-o", "json").out()).isEqualTo(new String(body, UTF_8) + "\n");
    }

    @Test
    void a_name_cannot_steer_the_terminal() {
        body = ExplanationJson.write(Answers.bound("n\u001b[2J"));

        assertThat(explain("cart-1").out()).contains("n?[2J").doesNotContain("\u001b");
    }

    @Test
    void what_the_server_refuses_is_said_in_its_words() {
        status = 404;
        body = "{\"error\":\"No decision on pod a/b is known. Maybe another scheduler placed it\"}".getBytes(UTF_8);

        Terminal terminal = explain("a/b");

        assertThat(terminal.err().lines())
                .containsExactly("headroom: No decision on pod a/b is known", "Maybe another scheduler placed it");
        assertThat(terminal.exitCode()).isEqualTo(1);
    }

    @ParameterizedTest(name = "status {0} with body {1}")
    @CsvSource({"200, hello", "200, {}", "200, null", "404, <html>", "302, ''"})
    void a_server_that_is_no_headroom_is_named(int otherStatus, String otherBody) {
        status = otherStatus;
        body = otherBody.getBytes(UTF_8);

        Terminal terminal = explain("a");

        assertThat(terminal.err().lines())
                .hasSize(2)
                .first()
                .asString()
                .startsWith("headroom: " + url() + " answered with ");
        assertThat(terminal.exitCode()).isEqualTo(4);
    }

    @Test
    void an_answer_without_end_is_cut_off() {
        body = new byte[OpsClient.MOST_BYTES + 1];

        assertThat(explain("a").err()).contains("has more than 16777216 bytes");
    }

    @Test
    void a_server_that_does_not_answer_is_said_with_its_url() {
        server.stop(0);

        Terminal terminal = explain("a");

        assertThat(terminal.err().lines())
                .hasSize(2)
                .first()
                .asString()
                .startsWith("headroom: no Headroom answers at " + url() + ": ");
        assertThat(terminal.exitCode()).isEqualTo(4);
    }

    @Test
    void a_server_that_is_no_url_is_a_wrong_command_line() {
        Terminal terminal = Terminal.run(List.of(new ExplainCommand()), "explain", "a", "--server", "localhost:1");

        assertThat(terminal.err())
                .startsWith("headroom: Option --server is 'localhost:1': not a URL such as http://127.0.0.1:8889");
        assertThat(terminal.exitCode()).isEqualTo(2);
    }
}
