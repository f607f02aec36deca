package dev.headroom.bench.accuracy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.DoubleUnaryOperator;

/** Writes recordings of programs that nobody ran: scraped every 5 s, their truth sampled once a second. */
final class FakeRecording {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final double MIB = 1 << 20;
    private static final long START = 1_700_000_000_000L;

    private final Path folder;
    private final ArrayNode targets = JSON.createArrayNode();

    FakeRecording(Path folder) {
        this.folder = folder;
    }

    /** Adds a program whose resident memory is so many MiB at each second of its life. */
    ObjectNode add(String name, int startSecond, int seconds, long limitMib, DoubleUnaryOperator residentMib)
            throws IOException {
        long start = START + startSecond * 1000L;
        Path scrapes = Files.createDirectories(folder.resolve("scrapes").resolve(name));
        StringBuilder truth = new StringBuilder("unix_ms,resident_bytes\n");
        for (int second = 0; second <= seconds; second++) {
            double resident = residentMib.applyAsDouble(second) * MIB;
            truth.append(start + second * 1000L)
                    .append(',')
                    .append((long) resident)
                    .append('\n');
            if (second % 5 == 1) {
                Files.writeString(scrapes.resolve((start + second * 1000L) + ".prom"), exposition(second, resident));
            }
        }
        Files.writeString(Files.createDirectories(folder.resolve("truth")).resolve(name + ".csv"), truth);
        ObjectNode target = targets.addObject();
        target.put("name", name);
        target.put("namespace", "lab");
        target.put("pod", name + "-pod");
        target.put("container", "app");
        target.put("memoryLimitBytes", limitMib << 20);
        target.put("owner", "lab/Deployment/" + name);
        target.put("program", "fake");
        target.put("class", "steady");
        target.put("seed", 7);
        target.put("startedMs", start);
        return target;
    }

    void killedAt(ObjectNode target, int second) {
        target.put("oomKilledMs", target.path("startedMs").asLong() + second * 1000L);
    }

    /** A scrape that brought nothing. */
    void failed(String name, int second) throws IOException {
        Files.writeString(folder.resolve("scrapes").resolve(name).resolve((START + second * 1000L) + ".prom"), "");
    }

    Path done() throws IOException {
        Files.writeString(folder.resolve("targets.json"), JSON.writeValueAsString(targets));
        return folder;
    }

    /** Of a Go program whose heap is half full at every scrape, as client_golang and the runtime's collector write it. */
    private static String exposition(int second, double resident) {
        double heap = resident - 12 * MIB;
        String form = """
                go_memstats_next_gc_bytes %1$.0f
                go_memstats_heap_alloc_bytes %2$.0f
                go_memstats_alloc_bytes_total %3$.0f
                go_gc_cycles_total_gc_cycles_total %4$d
                go_cpu_classes_gc_total_cpu_seconds_total %5$.3f
                go_cpu_classes_gc_mark_idle_cpu_seconds_total 0
                go_cpu_classes_total_cpu_seconds_total %6$d
                go_cpu_classes_idle_cpu_seconds_total 0
                process_resident_memory_bytes %7$.0f
                process_cpu_seconds_total %6$d
                process_start_time_seconds %8$d
                """;
        return String.format(
                Locale.ROOT,
                form,
                heap,
                heap * 0.75,
                heap * (1 + second),
                second * 2,
                second * 0.1,
                second,
                resident,
                START / 1000);
    }
}
