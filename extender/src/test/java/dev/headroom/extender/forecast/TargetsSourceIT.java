package dev.headroom.extender.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.headroom.extender.telemetry.names.NameTable;
import dev.headroom.extender.telemetry.replay.TargetFile;
import dev.headroom.predict.Sample;
import dev.headroom.predict.Signal;
import dev.headroom.runtime.SystemClock;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TargetsSourceIT {

    private final List<String> events = new ArrayList<>();
    private final List<String> complaints = new ArrayList<>();
    private final HttpServer server;

    @TempDir
    private Path folder;

    TargetsSourceIT() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        serve("/metrics", "process_resident_memory_bytes 7\n");
        serve("/other", "go_goroutines 3\n");
        serve(
                "/cadvisor",
                "container_memory_rss{namespace=\"n\",pod=\"p\",container=\"c\"} 5\n"
                        + "container_memory_rss{namespace=\"n\",pod=\"foreign\",container=\"c\"} 6\n");
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    @DisplayName("each round asks the kubelet, then all programs; one that fails is missed and complained about")
    void rounds() throws IOException, InterruptedException {
        String base = "http://127.0.0.1:" + server.getAddress().getPort();
        Path file = Files.writeString(folder.resolve("targets.json"), """
                [{"name": "k", "kind": "cadvisor", "url": "BASE/cadvisor"},
                 {"name": "a", "url": "BASE", "namespace": "n", "pod": "p", "container": "c"},
                 {"name": "b", "url": "BASE/none"},
                 "BASE/other"]
                """.replace("BASE", base));
        new TargetsSource(
                        TargetFile.read(file),
                        NameTable.ofProcesses(),
                        Duration.ofMillis(20),
                        new SystemClock(),
                        complaints::add)
                .run(new Recorder(2));
        List<String> round = List.of(
                "a ANON=5",
                "a RESIDENT=7",
                "missed b",
                base + "/other GOROUTINES=3",
                "due a",
                "due b",
                "due " + base + "/other",
                "round");
        List<String> expected = new ArrayList<>(List.of("appeared a", "appeared b", "appeared " + base + "/other"));
        expected.addAll(round);
        expected.addAll(round);
        assertThat(events).isEqualTo(expected);
        assertThat(complaints)
                .hasSize(2)
                .first()
                .isEqualTo("Scrape of b at " + base + "/none failed: answered with status 404, expected is 200");
    }

    private void serve(String path, String text) {
        server.createContext(path, exchange -> {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, bytes.length);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(bytes);
            }
        });
    }

    /** Writes down what it is told, for so many rounds. */
    private final class Recorder implements ForecastSource.Listener {

        private int rounds;

        Recorder(int rounds) {
            this.rounds = rounds;
        }

        @Override
        public void appeared(Subject subject, long atMillis) {
            events.add("appeared " + subject.name());
        }

        @Override
        public void sampled(Subject subject, Sample sample) {
            for (Signal signal : Signal.values()) {
                if (sample.has(signal)) {
                    events.add(subject.name() + " " + signal + "=" + (long) sample.get(signal));
                }
            }
        }

        @Override
        public void missed(Subject subject, long atMillis) {
            events.add("missed " + subject.name());
        }

        @Override
        public void due(Subject subject, long atMillis) {
            assertThat(atMillis).isPositive();
            events.add("due " + subject.name());
        }

        @Override
        public void gone(Subject subject, long atMillis) {
            events.add("gone " + subject.name());
        }

        @Override
        public boolean roundEnded() {
            events.add("round");
            rounds--;
            return rounds > 0;
        }
    }
}
