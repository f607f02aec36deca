package dev.headroom.extender.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import dev.headroom.extender.forecast.LastSeen;
import dev.headroom.extender.telemetry.replay.RecordingFolder;
import dev.headroom.predict.ContainerModel;
import dev.headroom.predict.ContainerSpec;
import dev.headroom.predict.MemoryModel;
import dev.headroom.runtime.SystemClock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReportCommandIT {

    private static final Path KUBELET = Path.of("src/test/resources/kubelet/recording");

    @TempDir
    private Path folder;

    /** Two replicas of a Go program, and a program of which only resident memory is known. */
    private void record() {
        new RecordingFolder(folder)
                .targets("""
                        [{"name": "cart-1", "namespace": "shop", "pod": "cart-1", "container": "app", "node": "n1",
                          "owner": "shop/Deployment/cart", "memoryLimitBytes": 536870912, "memoryRequestBytes": 104857600},
                         {"name": "cart-2", "namespace": "shop", "pod": "cart-2", "container": "app", "node": "n2",
                          "owner": "shop/Deployment/cart", "memoryLimitBytes": 536870912, "memoryRequestBytes": 104857600},
                         {"name": "proxy", "node": "n1", "memoryRequestBytes": 33554432}]
                        """)
                .scrape("cart-1", 0, go(100, 10))
                .scrape("cart-2", 0, go(50, 10))
                .resident("proxy", 0, 20 << 20)
                .scrape("cart-1", 5, go(100, 11))
                .scrape("cart-2", 5, go(50, 10.5))
                .resident("proxy", 5, 20 << 20);
    }

    /** Goal 80 MiB, so 40 MiB are live. Started an hour ago: siblings say nothing of it any more. */
    private static String go(int residentMib, double cpuSeconds) {
        return "process_resident_memory_bytes " + ((long) residentMib << 20) + "\nprocess_cpu_seconds_total "
                + cpuSeconds + "\nprocess_start_time_seconds " + (RecordingFolder.T0 / 1000 - 3600)
                + "\ngo_memstats_next_gc_bytes 83886080\ngo_memstats_heap_alloc_bytes 52428800\n";
    }

    @Test
    @DisplayName("text has nodes, workloads and what to set, the worst first")
    void text() {
        record();
        Terminal run = run(LastSeen::new, "--replay", folder.toString());
        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isZero();
        // n1: 100 and 20 MiB, each with a tenth as z·σ: 120 + √(0.7·(10² + 2²) + 0.3·12²) = 130.8.
        assertThat(run.out()).isEqualTo("""
                Headroom's report of 2026-11-24T22:40:05Z from SOURCE, looking 300 s ahead.
                2 workloads, 3 containers on 2 nodes: 0 at risk, 0 worth a look, 2 well, 0 not known.
                Nothing is known of the garbage collectors' CPU.
                !! at risk, ! worth a look, ? not known

                NODES
                NODE     CONTAINERS      NOW        P95  REQUESTS  ALLOCATABLE
                n1    ?           2  120 MiB  130.8 MiB   132 MiB            -
                n2    ?           1   50 MiB     55 MiB   100 MiB            -

                WORKLOADS
                WORKLOAD                        NOW      P95  REQUEST    LIMIT     OOM  HIGHEST
                shop/Deployment/cart/app    100 MiB  110 MiB  100 MiB  512 MiB  12.5 %   12.5 %
                proxy                        20 MiB   22 MiB   32 MiB     none     0 %      0 %

                WHAT TO SET
                shop/Deployment/cart/app
                  GOMEMLIMIT 480MiB, now not set: 93.8 % of 512Mi; the rest is spare
                  memory request 110Mi, now 100Mi: 95 % of the time it needs at most that
                proxy
                  memory request 22Mi, now 32Mi: 95 % of the time it needs at most that: the rest keeps others off
                    the node
                """.replace("SOURCE", String.valueOf(folder.getFileName())));
    }

    @Test
    @DisplayName("JSON has all rows; what is not known is null")
    void json() throws IOException {
        record();
        Terminal run = run(LastSeen::new, "--replay", folder.toString(), "-o", "json");
        JsonNode report = new ObjectMapper().readTree(run.out());
        assertThat(report.at("/summary/containers").asInt()).isEqualTo(3);
        // (11 − 10) / 5 + (10.5 − 10) / 5; the third says nothing.
        assertThat(report.at("/summary/cores").asDouble()).isEqualTo(0.3);
        assertThat(report.at("/nodes/0/allocatableBytes").isNull()).isTrue();
        assertThat(report.at("/workloads/0/settings/0/value").asText()).isEqualTo("480MiB");
        assertThat(report.at("/containers/0/name").asText()).isEqualTo("cart-1");
        assertThat(report.at("/containers/0/gcCpuFraction").isNull()).isTrue();
    }

    @Test
    @DisplayName("HTML is one file that loads nothing, and names from elsewhere are text in it")
    void html() throws IOException {
        new RecordingFolder(folder).targets("""
                        [{"name": "a", "pod": "a", "container": "c", "node": "<script>alert(1)</script>"}]
                        """).resident("a", 0, 20 << 20);
        Path file = folder.resolve("report.html");
        Terminal run = run(LastSeen::new, "--replay", folder.toString(), "-o", "html", "--output", file.toString());
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).isEmpty();
        String page = Files.readString(file);
        assertThat(page)
                .startsWith("<!doctype html>")
                .contains("&lt;script&gt;alert(1)&lt;/script&gt;", "prefers-color-scheme: dark")
                .doesNotContain("alert(1)</script>", "http://", "https://", "src=", "@import", "url(");
    }

    @Test
    @DisplayName("of a real kubelet's node the four that were killed are at risk, and the sizes follow what happened")
    void kubelet() throws IOException {
        Terminal run = run(MemoryModel::new, "--replay", KUBELET.toString(), "-o", "json");
        Map<String, String> risks = new TreeMap<>();
        Map<String, String> limits = new TreeMap<>();
        for (JsonNode row : new ObjectMapper().readTree(run.out()).path("workloads")) {
            String name = row.path("worst").asText();
            risks.put(name, row.path("risk").asText());
            for (JsonNode setting : row.path("settings")) {
                if (!setting.path("what").asText().equals("memory request")) {
                    limits.merge(name, setting.path("value").asText(), (one, other) -> one + " " + other);
                }
            }
        }
        assertThat(risks)
                .containsEntry("leak", "AT_RISK")
                .containsEntry("leak-limited", "AT_RISK")
                .containsEntry("offheap", "AT_RISK")
                .containsEntry("throttled", "AT_RISK")
                .containsEntry("squeezed", "LOOK")
                .containsEntry("resized", "LOOK");
        // 48 MiB are live in a limit of 80; what is mapped outside of the heap leaves less of 96; 128 · 15/16.
        assertThat(limits.get("squeezed")).matches("8\\dMi 7\\dMiB");
        assertThat(limits.get("offheap")).matches("[67]\\dMiB");
        assertThat(limits).containsEntry("idle", "120MiB").containsEntry("resized", "105MiB");
        Terminal text = run(MemoryModel::new, "--replay", KUBELET.toString());
        assertThat(text.out().lines()).allMatch(line -> line.length() <= 100);
    }

    @Test
    @DisplayName("a running Headroom tells the nodes' allocatable memory, page by page")
    void ops() throws IOException {
        record();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        List<String> asked = new ArrayList<>();
        server.createContext("/", exchange -> {
            asked.add(exchange.getRequestURI().getQuery());
            boolean first = exchange.getRequestURI().getQuery().contains("offset=0");
            String node = first
                    ? "{\"name\":\"n1\",\"pods\":2,\"unknownPods\":0,\"forecastBytes\":220200960,\"allocatableBytes\":209715200}"
                    : "{\"name\":\"n3\",\"pods\":9,\"unknownPods\":1,\"forecastBytes\":90,\"allocatableBytes\":100}";
            byte[] body = ("{\"total\":2,\"nodes\":[" + node + "]}").getBytes(UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        try {
            String url = "http://127.0.0.1:" + server.getAddress().getPort();
            Terminal run = run(LastSeen::new, "--ops", url, "--replay", folder.toString());
            assertThat(run.out().lines().filter(line -> line.startsWith("n")))
                    .containsExactly(
                            "n1    !!           2  120 MiB  210 MiB   132 MiB      200 MiB",
                            "n3    !            9        -     90 B         -        100 B",
                            "n2    ?            1   50 MiB   55 MiB   100 MiB            -");
            assertThat(asked).hasSize(2).allMatch(query -> query.contains("limit=500"));
            Terminal alone = run(LastSeen::new, "--ops", url);
            assertThat(alone.out())
                    .contains("0 workloads, 0 containers on 2 nodes")
                    .contains("n3");
        } finally {
            server.stop(0);
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "''                                     | 2 | allowed are --prometheus, --replay, --targets and --ops",
                "--replay x --targets y                 | 2 | mutually exclusive",
                "--replay FOLDER/none                   | 4 | targets.json does not exist",
                "--prometheus http://x                  | 2 | Option --prometheus is not available here",
                "--ops localhost:1                      | 2 | not a URL such as",
                "--ops http://127.0.0.1:1               | 4 | no Headroom answers at",
                "--replay FOLDER -o xml                 | 2 | Invalid value for option '-o'",
                "--replay FOLDER --horizon 2h           | 2 | allowed is a whole number and a unit",
                "--replay FOLDER --output FOLDER/no/way | 4 | cannot be written"
            })
    void refused(String arguments, int exitCode, String message) {
        record();
        String[] args = arguments.isEmpty()
                ? new String[0]
                : arguments.replace("FOLDER", folder.toString()).split(" ");
        Terminal run = run(LastSeen::new, args);
        assertThat(run.err()).contains(message);
        assertThat(run.exitCode()).isEqualTo(exitCode);
        assertThat(run.out()).isEmpty();
    }

    private static Terminal run(Function<ContainerSpec, ContainerModel> models, String... args) {
        List<String> all = new ArrayList<>(List.of("report"));
        all.addAll(List.of(args));
        return Terminal.run(List.of(new ReportCommand(models, new SystemClock(), null)), all.toArray(String[]::new));
    }
}
