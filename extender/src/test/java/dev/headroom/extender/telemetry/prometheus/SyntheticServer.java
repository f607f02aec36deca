package dev.headroom.extender.telemetry.prometheus;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;

/**
 * Answers as a Prometheus of a large cluster would: every container is a Go program with client_golang's default
 * metrics, and has a cgroup. Names, digits and random suffixes are as in a real cluster, because they decide what
 * compression leaves.
 */
final class SyntheticServer implements AutoCloseable {

    /** In which order series come: as targets were first scraped, or sorted by their names. */
    enum Order {
        BY_TARGET,
        BY_NAME
    }

    static final List<String> PROGRAM = List.of(
            "go_gc_duration_seconds_count",
            "go_gc_duration_seconds_sum",
            "go_gc_gogc_percent",
            "go_gc_gomemlimit_bytes",
            "go_goroutines",
            "go_memstats_alloc_bytes_total",
            "go_memstats_heap_alloc_bytes",
            "go_memstats_heap_idle_bytes",
            "go_memstats_heap_inuse_bytes",
            "go_memstats_heap_released_bytes",
            "go_memstats_next_gc_bytes",
            "go_memstats_stack_inuse_bytes",
            "go_memstats_sys_bytes",
            "process_cpu_seconds_total",
            "process_resident_memory_bytes",
            "process_start_time_seconds");
    static final List<String> CONTAINER = List.of(
            "container_cpu_usage_seconds_total",
            "container_memory_mapped_file",
            "container_memory_max_usage_bytes",
            "container_memory_rss",
            "container_memory_usage_bytes",
            "container_memory_working_set_bytes",
            "container_oom_events_total",
            "container_pressure_memory_stalled_seconds_total",
            "container_pressure_memory_waiting_seconds_total",
            "container_spec_memory_limit_bytes",
            "container_start_time_seconds");

    private static final Pattern PART = Pattern.compile("pod=~\"([^\"]*)\"");
    private static final String SUFFIXES = "bcdfghjklmnpqrstvwxz2456789";

    private final HttpServer server;
    private final ExecutorService handlers = Executors.newVirtualThreadPerTaskExecutor();
    private final int nodes;
    private final Order order;
    private final List<String> pods = new ArrayList<>();
    private final AtomicInteger moment = new AtomicInteger();
    volatile long nowMillis;

    /** @param containers in pods of one container, 20 to a workload */
    SyntheticServer(int containers, int nodes, Order order) throws IOException {
        this.nodes = nodes;
        this.order = order;
        for (int i = 0; i < containers; i++) {
            pods.add("\"namespace\":\"team-" + i / 500 + "\",\"pod\":\"service-" + i / 20 + "-" + suffix(i / 20, 10)
                    + "-" + suffix(i, 5) + "\"");
        }
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(handlers);
        server.createContext("/api/v1/query", this::answer);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String query = URLDecoder.decode(form.substring(6, form.indexOf('&')), StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Encoding", "gzip");
        exchange.sendResponseHeaders(200, 0);
        try (exchange;
                OutputStream out =
                        new BufferedOutputStream(new GZIPOutputStream(exchange.getResponseBody(), 65_536), 65_536)) {
            out.write(
                    "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":[{\"metric\":{},\"value\":[1,\"1\"]}"
                            .getBytes(StandardCharsets.UTF_8));
            write(query, out);
            out.write("]}}".getBytes(StandardCharsets.UTF_8));
        }
    }

    private void write(String query, OutputStream out) throws IOException {
        moment.incrementAndGet();
        if (query.startsWith("label_replace")) {
            series(out, "\"what\":\"raw_PROGRAM\"", "" + pods.size());
            series(out, "\"what\":\"raw_CONTAINER\"", "" + pods.size());
        } else if (query.contains("node_memory")) {
            nodes(query.startsWith("time()"), out);
        } else if (query.startsWith("time()")) {
            containers(query, List.of(""), out);
        } else {
            containers(query, query.contains("go_memstats") ? PROGRAM : CONTAINER, out);
        }
    }

    private void containers(String query, List<String> names, OutputStream out) throws IOException {
        Matcher part = PART.matcher(query);
        Pattern mine = part.find() ? Pattern.compile(".*" + part.group(1).substring(2) + "\"") : Pattern.compile(".*");
        List<String> asked =
                pods.stream().filter(pod -> mine.matcher(pod).matches()).toList();
        if (order == Order.BY_NAME) {
            for (String name : names) {
                for (String pod : asked) {
                    one(name, pod, out);
                }
            }
        } else {
            for (String pod : asked) {
                for (String name : names) {
                    one(name, pod, out);
                }
            }
        }
    }

    private void one(String name, String pod, OutputStream out) throws IOException {
        String labels = (name.isEmpty() ? "" : "\"__name__\":\"" + name + "\",") + "\"container\":\"app\"," + pod;
        series(out, labels, value(name, pod));
    }

    private void nodes(boolean ages, OutputStream out) throws IOException {
        for (int i = 0; i < nodes; i++) {
            String node = "\"instance\":\"10." + i / 250 + "." + i % 250 + ".7:10250\",\"node\":\"node-" + suffix(i, 5)
                    + "\"";
            if (ages) {
                series(out, node, value("", node));
            } else {
                series(out, "\"__name__\":\"node_memory_working_set_bytes\"," + node, value("_bytes", node));
            }
        }
    }

    private void series(OutputStream out, String labels, String value) throws IOException {
        out.write((",{\"metric\":{" + labels + "},\"value\":[" + nowMillis / 1000 + "."
                        + String.format(Locale.ROOT, "%03d", nowMillis % 1000) + ",\"" + value + "\"]}")
                .getBytes(StandardCharsets.UTF_8));
    }

    /** Bytes are multiples of a page, and of nothing for what counts objects; ages are seconds; limits are alike. */
    private String value(String name, String pod) {
        long random = mixed(pod.hashCode() * 31L + name.hashCode() * 17L + moment.get());
        if (name.isEmpty()) {
            return Double.toString(Math.floorMod(random, 30_000) / 1000.0);
        }
        return switch (name) {
            case "go_gc_gogc_percent" -> "100";
            case "go_gc_gomemlimit_bytes" -> "9223372036854776000";
            case "container_spec_memory_limit_bytes" -> "536870912";
            case "container_oom_events_total", "container_memory_max_usage_bytes" -> "0";
            case "go_goroutines" -> "" + (8 + Math.floorMod(random, 200));
            case "go_gc_duration_seconds_count" -> "" + Math.floorMod(random, 100_000);
            case "go_memstats_alloc_bytes_total" -> "" + Math.floorMod(random, 5_000_000_000_000L);
            case "go_memstats_next_gc_bytes", "go_memstats_heap_alloc_bytes" ->
                "" + Math.floorMod(random, 400_000_000L);
            case "process_start_time_seconds", "container_start_time_seconds" ->
                (1_699_000_000 + Math.floorMod(random, 900_000)) + "." + Math.floorMod(random >>> 20, 100);
            case "container_pressure_memory_stalled_seconds_total",
                    "container_pressure_memory_waiting_seconds_total",
                    "go_gc_duration_seconds_sum",
                    "process_cpu_seconds_total",
                    "container_cpu_usage_seconds_total" ->
                Double.toString(Math.floorMod(random, 10_000_000_000L) / 1e6);
            default -> "" + Math.floorMod(random, 100_000) * 4096;
        };
    }

    private static String suffix(int number, int length) {
        StringBuilder suffix = new StringBuilder();
        long bits = mixed(number);
        for (int i = 0; i < length; i++) {
            suffix.append(SUFFIXES.charAt((int) Long.remainderUnsigned(bits, SUFFIXES.length())));
            bits = Long.divideUnsigned(bits, SUFFIXES.length());
        }
        return suffix.toString();
    }

    private static long mixed(long value) {
        long z = (value + 0x9E3779B97F4A7C15L) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return z ^ z >>> 31;
    }

    @Override
    public void close() {
        server.stop(0);
        handlers.close();
    }
}
