package dev.headroom.extender.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo as a process of its own, ended by a signal. */
class DemoProcessIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path directory;

    private Path output;
    private Process process;

    @BeforeEach
    void start() throws IOException {
        output = directory.resolve("output");
        process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "dev.headroom.extender.Main",
                        "demo",
                        "--nodes=3",
                        "--port=0")
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
    }

    @AfterEach
    void end() {
        process.destroyForcibly();
    }

    @Test
    void a_signal_ends_it_with_a_summary_and_without_leaving_anything_behind() throws Exception {
        await().atMost(PATIENCE).until(() -> lines().stream().anyMatch(line -> line.startsWith(" 0:00:01")));

        // SIGTERM here, SIGINT by Ctrl-C: the JVM treats both alike.
        process.destroy();

        assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as("128 + 15").isEqualTo(143);
        assertThat(lines().getLast()).startsWith("Kills because a node was full: ");
        try (var left = Files.list(directory)) {
            assertThat(left).containsExactly(output);
        }
    }

    private List<String> lines() throws IOException {
        return Files.readAllLines(output);
    }
}
