package dev.headroom.extender.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import dev.headroom.extender.PluginCatalog;
import dev.headroom.extender.decisions.ExplanationJson;
import dev.headroom.extender.doctor.Healthy;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DoctorCommandIT {

    private static final String CONFIGURATION = """
            apiVersion: headroom.dev/v1alpha1
            kind: HeadroomConfiguration
            profiles:
              - schedulerName: headroom
                mode: MODE
                plugins: [{name: GcHeadroom, weight: 1}]
            """;

    private final HttpServer server;
    private final List<String> asked = new ArrayList<>();
    private byte[] body = {};

    @TempDir
    private Path folder;

    DoctorCommandIT() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    }

    @BeforeEach
    void start() {
        server.createContext("/", exchange -> {
            asked.add(
                    exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath());
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void what_fails_stands_in_the_table_with_what_to_do_and_makes_the_exit_code_1() {
        body = ExplanationJson.write(new Healthy().input(50, 0, -1, true).diagnosis());

        Terminal terminal = doctor();

        assertThat(asked).containsExactly("GET /api/doctor");
        assertThat(terminal.exitCode()).isEqualTo(1);
        assertThat(terminal.out()).isEqualTo("""
                OK    cluster             12 nodes and 340 pods on them are known
                FAIL  input scrape        missing: nothing came yet, 0 of 50 matched; the last failure was 4 s ago:
                                            http://10.0.0.7:8080/metrics: answered with status 404
                                          → Ask it by hand; network policies and names of metrics are the usual
                                            causes
                OK    pods                forecast from their own metrics 300, from replicas 30, from annotations
                                            10, from specifications 0, from nothing 0
                OK    verb filter         last called 2 s ago
                OK    verb prioritize     last called 2 s ago
                OK    verb preempt        not called yet: only a pod that has to preempt asks
                OK    profile headroom    takes effect in mode score
                6 OK, 0 WARN, 1 FAIL
                """);
    }

    @Test
    void json_has_the_same() throws IOException {
        body = ExplanationJson.write(new Healthy().profile("observe").diagnosis());

        Terminal terminal = doctor("-o", "json");

        assertThat(terminal.exitCode()).as("a warning is no failure").isZero();
        JsonNode json = new ObjectMapper().readTree(terminal.out());
        assertThat(json.path("failed").asBoolean(true)).isFalse();
        assertThat(json.at("/checks/6/level").asText()).isEqualTo("WARN");
        assertThat(json.at("/checks/6/remedy").asText()).isEqualTo("Set mode: score to steer");
    }

    @ParameterizedTest(name = "a file in mode {0} while the process has mode score")
    @CsvSource(
            delimiter = '|',
            value = {
                "score   | 0 | is what runs: headroom in mode score",
                "enforce | 1 | is not what runs: the file has headroom in mode enforce, the process headroom in mode score"
            })
    void a_configuration_is_compared_with_what_runs(String mode, int exitCode, String finding) throws IOException {
        body = ExplanationJson.write(new Healthy().diagnosis());
        Path file = folder.resolve("h.yaml");
        Files.writeString(file, CONFIGURATION.replace("MODE", mode));

        Terminal terminal = doctor("--config", file.toString());

        assertThat(terminal.err()).isEmpty();
        assertThat(terminal.exitCode()).isEqualTo(exitCode);
        assertThat(terminal.out().replaceAll("\\s+", " ")).contains(finding);
    }

    @ParameterizedTest(name = "an answer that is {0}")
    @CsvSource({"hello", "{}", "null", "'{\"nodes\":{}}'"})
    void a_server_that_is_no_headroom_is_named(String answer) {
        body = answer.getBytes(UTF_8);

        Terminal terminal = doctor();

        assertThat(terminal.err()).contains(url() + " answered with something that is no diagnosis");
        assertThat(terminal.exitCode()).isEqualTo(4);
    }

    @Test
    void a_server_that_does_not_answer_is_said_with_the_option_that_names_it() {
        server.stop(0);

        Terminal terminal = doctor();

        assertThat(terminal.err()).contains("no Headroom answers at " + url(), "name it by --ops URL");
        assertThat(terminal.exitCode()).isEqualTo(4);
    }

    private Terminal doctor(String... args) {
        List<String> all = new ArrayList<>(List.of("doctor", "--ops", url()));
        all.addAll(List.of(args));
        return Terminal.run(List.of(new DoctorCommand(PluginCatalog.registry())), all.toArray(String[]::new));
    }

    private String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }
}
