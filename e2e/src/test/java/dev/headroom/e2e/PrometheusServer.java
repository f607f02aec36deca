package dev.headroom.e2e;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A real Prometheus on a loopback port of its own, with its data in a folder of the test. */
final class PrometheusServer implements AutoCloseable {
    private final Path folder;
    private final Path bin;
    private final int port = Deadline.freePort();
    private @Nullable Child process;

    private PrometheusServer(Path folder, Path bin) {
        this.folder = folder;
        this.bin = bin;
    }

    /** @param configuration the text of {@code prometheus.yml} */
    static PrometheusServer start(Path folder, String configuration) throws IOException {
        Path bin = Binaries.lastLine(Binaries.root(), List.of("e2e/prometheus/find"));
        Files.writeString(folder.resolve("prometheus.yml"), configuration);
        PrometheusServer server = new PrometheusServer(folder, bin);
        server.start();
        return server;
    }

    /** Starts it anew on the same port, with the data that it had. */
    void start() {
        Child started = Child.start(
                "prometheus",
                folder.resolve("prometheus.log"),
                Map.of(),
                List.of(
                        bin.resolve("prometheus").toString(),
                        "--config.file=" + folder.resolve("prometheus.yml"),
                        "--storage.tsdb.path=" + folder.resolve("data"),
                        "--web.listen-address=127.0.0.1:" + port));
        process = started;
        Deadline.awaitOf(
                started,
                "Prometheus is ready",
                Duration.ofSeconds(60),
                () -> Metrics.get(URI.create(url() + "/-/ready")).statusCode() == 200);
    }

    void stop() {
        if (process != null) {
            process.terminate(Duration.ofSeconds(30));
        }
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    /** Gives a server that starts later a past, written in OpenMetrics. */
    static void backfill(Path folder, String openMetrics) throws IOException, InterruptedException {
        Path text = Files.writeString(folder.resolve("past.om"), openMetrics);
        String output = promtool(
                "tsdb",
                "create-blocks-from",
                "openmetrics",
                text.toString(),
                folder.resolve("data").toString());
        if (!output.endsWith("exit status 0")) {
            throw new IllegalStateException("promtool could not write the past: " + output);
        }
    }

    /** @return what promtool says about a file of rules; its last line tells the verdict */
    static String checkRules(Path rules) throws IOException, InterruptedException {
        return promtool("check", "rules", "--lint-fatal", rules.toString());
    }

    private static String promtool(String... arguments) throws IOException, InterruptedException {
        Path bin = Binaries.lastLine(Binaries.root(), List.of("e2e/prometheus/find"));
        List<String> command = new ArrayList<>(List.of(bin.resolve("promtool").toString()));
        command.addAll(List.of(arguments));
        Process promtool = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(promtool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return output.strip() + "\nexit status " + promtool.waitFor();
    }

    @Override
    public void close() {
        Objects.requireNonNull(process).close();
    }
}
