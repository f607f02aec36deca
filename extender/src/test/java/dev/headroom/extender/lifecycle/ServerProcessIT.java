package dev.headroom.extender.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What signals and standstills do to a whole process. */
class ServerProcessIT {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();

    @AfterEach
    void close() {
        client.close();
    }

    private int status(int port, String path) throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + port + path);
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).timeout(PATIENCE);
        boolean isVerb = path.equals("/filter");
        return client.send(
                        (isVerb ? request.POST(HttpRequest.BodyPublishers.ofString("{}")) : request.GET()).build(),
                        HttpResponse.BodyHandlers.ofString())
                .statusCode();
    }

    @Test
    void case25_sigterm_answers_what_has_begun_and_ends_with_status_0()
            throws IOException, InterruptedException, TimeoutException {
        try (ChildProcess child = ChildProcess.start(folder);
                Socket busy = new Socket(InetAddress.getLoopbackAddress(), child.verbsPort)) {
            OutputStream out = busy.getOutputStream();
            out.write(
                    "POST /filter HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\n12".getBytes(StandardCharsets.UTF_8));
            out.flush();
            assertThat(status(child.verbsPort, "/filter")).isEqualTo(200);
            assertThat(status(child.opsPort, "/readyz")).isEqualTo(200);

            child.signal("TERM");

            await().atMost(PATIENCE).until(() -> status(child.opsPort, "/readyz") == 503);
            assertThat(status(child.opsPort, "/livez")).isEqualTo(200);
            out.write("34".getBytes(StandardCharsets.UTF_8));
            out.flush();
            String answer = new String(busy.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer)
                    .startsWith("HTTP/1.1 200 OK\r\n")
                    .contains("connection: close")
                    .endsWith("[]");
            assertThat(child.exitStatus()).isZero();
            assertThat(child.log().lines())
                    .allSatisfy(
                            line -> assertThat(JSON.readTree(line).get("level").asText())
                                    .isEqualTo("INFO"))
                    .anySatisfy(line -> assertThat(
                                    JSON.readTree(line).get("formattedMessage").asText())
                            .isEqualTo("stopping"));
        }
    }

    @Test
    void a_loop_that_stands_still_ends_its_process_with_status_70_and_says_where_it_stood()
            throws IOException, InterruptedException, TimeoutException {
        try (ChildProcess child = ChildProcess.start(folder);
                Socket stuck = new Socket(InetAddress.getLoopbackAddress(), child.verbsPort)) {
            assertThat(status(child.opsPort, "/livez")).isEqualTo(200);
            stuck.getOutputStream()
                    .write("POST /preempt HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n"
                            .getBytes(StandardCharsets.UTF_8));
            stuck.getOutputStream().flush();

            await().atMost(PATIENCE).until(() -> status(child.opsPort, "/livez") == 503);
            assertThat(child.exitStatus()).isEqualTo(Standstill.EXIT_STATUS);
            assertThat(child.log())
                    .contains("\"level\":\"ERROR\"")
                    .contains("the verbs' event loop has not turned for 30 ticks of 100 ms")
                    .contains("StuckVerbs");
        }
    }

    @Test
    void a_process_that_was_only_stopped_goes_on_when_it_wakes()
            throws IOException, InterruptedException, TimeoutException {
        try (ChildProcess child = ChildProcess.start(folder)) {
            assertThat(status(child.verbsPort, "/filter")).isEqualTo(200);
            child.signal("STOP");
            // Longer than the 3 s after which a loop that stands still ends its process.
            await().during(Duration.ofSeconds(4)).atMost(PATIENCE).until(() -> child.state() == 'T');
            child.signal("CONT");

            await().atMost(PATIENCE).until(() -> status(child.opsPort, "/livez") == 200);
            // Ticks of 1 s and more after waking: a count that was carried over would end it by then.
            await().during(Duration.ofSeconds(1))
                    .atMost(PATIENCE)
                    .until(() -> status(child.verbsPort, "/filter") == 200);
            assertThat(child.isAlive()).isTrue();
            child.signal("TERM");
            assertThat(child.exitStatus()).isZero();
        }
    }
}
