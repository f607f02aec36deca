package dev.headroom.extender.telemetry.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.headroom.config.PrometheusSettings;
import dev.headroom.extender.telemetry.join.PodDirectory;
import dev.headroom.runtime.SystemClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a round costs where 100,000 containers run, all of them Go programs. The figures go to {@code
 * target/prometheus.json}, and with {@code -Dheadroom.regenerate=true} to {@code bench/results/prometheus.json}.
 */
class LargeClusterIT {

    private static final int CONTAINERS = 100_000;
    private static final int NODES = 5_000;

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final SystemClock clock = new SystemClock();

    @AfterEach
    void stop() {
        timer.shutdownNow();
    }

    /** The worse one; both for the figures that are kept. */
    static SyntheticServer.Order[] orders() {
        return Boolean.getBoolean("headroom.regenerate")
                ? SyntheticServer.Order.values()
                : new SyntheticServer.Order[] {SyntheticServer.Order.BY_NAME};
    }

    @ParameterizedTest
    @MethodSource("orders")
    void a_round_keeps_within_its_bounds_and_each_container_is_seen_whole(SyntheticServer.Order order)
            throws IOException {
        AtomicInteger samples = new AtomicInteger();
        Map<String, Double> figures = new TreeMap<>();
        try (SyntheticServer server = new SyntheticServer(CONTAINERS, NODES, order)) {
            PrometheusSettings settings =
                    Settings.read("url: '" + server.url() + "', interval: 2m, timeout: 2m, connectTimeout: 30s");
            SimpleMeterRegistry registry = new SimpleMeterRegistry();
            PrometheusMeters meters = new PrometheusMeters(registry);
            StatusBoard board = new StatusBoard(server.url());
            try (HttpAsker asker = new HttpAsker(settings, timer)) {
                Interview interview = new Interview(settings, asker, clock, meters, board, () -> 0);
                Round round = new Round(
                        settings,
                        clock,
                        PodDirectory.NOBODY_WATCHES,
                        said -> samples.incrementAndGet(),
                        node -> {},
                        meters,
                        board,
                        interview);
                ThreadMXBean threads = ManagementFactory.getThreadMXBean();
                long before = threads.getCurrentThreadCpuTime();
                server.nowMillis = clock.millis();
                round.run();
                int parts = round.shards();
                long bytes = board.status().round().bytes();
                long most = bytes;
                for (int part = 1; part < parts; part++) {
                    server.nowMillis = clock.millis();
                    round.run();
                    bytes += board.status().round().bytes();
                    most = Math.max(most, board.status().round().bytes());
                    assertThat(board.status().round().queries()).isLessThanOrEqualTo(12);
                }
                // Waiting, unpacking, parsing and telling; the server is another thread.
                double seconds = (threads.getCurrentThreadCpuTime() - before) / 1e9;
                assertThat(board.status().failure()).isNull();
                assertThat(most).isLessThanOrEqualTo(20_000_000);
                // Each container once by its program, once by its cgroup.
                assertThat(samples.get()).isEqualTo(2 * CONTAINERS);
                assertThat(parts)
                        .as("a container is seen every 90 s at the latest")
                        .isLessThanOrEqualTo(3);

                figures.put("containers", (double) CONTAINERS);
                figures.put("nodes", (double) NODES);
                figures.put("parts", (double) parts);
                figures.put("largest_round_bytes", (double) most);
                figures.put("all_parts_bytes", (double) bytes);
                figures.put("bytes_per_container", (double) bytes / CONTAINERS);
                figures.put("queries_per_round", (double) board.status().round().queries());
                figures.put("cpu_seconds_for_all_parts", seconds);
            }
        }
        write(order, figures);
    }

    private static void write(SyntheticServer.Order order, Map<String, Double> figures) throws IOException {
        ObjectMapper json = new ObjectMapper();
        Path[] files = Boolean.getBoolean("headroom.regenerate")
                ? new Path[] {Path.of("target/prometheus.json"), Path.of("../bench/results/prometheus.json")}
                : new Path[] {Path.of("target/prometheus.json")};
        for (Path path : files) {
            ObjectNode all = path.toFile().exists() && json.readTree(path.toFile()) instanceof ObjectNode known
                    ? known
                    : json.createObjectNode();
            ObjectNode mine = all.putObject(order.name().toLowerCase(Locale.ROOT));
            figures.forEach((name, value) -> mine.put(name, Math.round(value * 10) / 10.0));
            json.writerWithDefaultPrettyPrinter().writeValue(path.toFile(), all);
        }
    }
}
