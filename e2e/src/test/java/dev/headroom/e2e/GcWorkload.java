package dev.headroom.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A real Go program with a known live heap, which serves its metrics on a loopback port. */
final class GcWorkload implements AutoCloseable {
    private final Child process;
    private final URI metrics;
    private final int port;
    private int ownReads;

    private GcWorkload(Child process, int port) {
        this.process = process;
        this.port = port;
        this.metrics = URI.create("http://127.0.0.1:" + port + "/metrics");
    }

    static GcWorkload start(ControlPlane cluster, int liveMib, int allocatedMibPerSecond) {
        int port = Deadline.freePort();
        String name = "gcworkload-" + port;
        Child process = Child.start(
                name,
                cluster.logFile(name),
                Map.of(),
                List.of(
                        cluster.binaries().goProgram("e2e/workload"),
                        "-port",
                        Integer.toString(port),
                        "-live-mib",
                        Integer.toString(liveMib),
                        "-alloc-mib-s",
                        Integer.toString(allocatedMibPerSecond)));
        GcWorkload workload = new GcWorkload(process, port);
        Deadline.awaitOf(process, name + " serves metrics", Duration.ofSeconds(30), () -> workload.nextGcBytes() > 0);
        return workload;
    }

    int port() {
        return port;
    }

    /** The heap goal, which the resident memory comes to. */
    double nextGcBytes() {
        return read().sum("go_memstats_next_gc_bytes");
    }

    double residentBytes() {
        return read().sum("process_resident_memory_bytes");
    }

    /** Lets go of live heap until the given amount is left, and gives the memory back. */
    void shrink(int liveMib) {
        HttpRequest request = HttpRequest.newBuilder(metrics.resolve("/shrink?live-mib=" + liveMib))
                .timeout(Duration.ofSeconds(30))
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new IllegalStateException("the program did not shrink: " + response.body());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** How often somebody else has read the metrics, as the program itself counts. */
    double scrapesByOthers() {
        int before = ownReads;
        return read().sum("promhttp_metric_handler_requests_total", "code", "200") - before;
    }

    private Metrics read() {
        Metrics read = Metrics.read(metrics);
        ownReads++;
        return read;
    }

    @Override
    public void close() {
        process.close();
    }
}
