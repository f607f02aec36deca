package dev.headroom.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.headroom.runtime.Ticker;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Filter and prioritize for 500 of 5,000 nodes: Headroom with everything on, a bare Vert.x echo of the same body, and a
 * Go extender that only decodes and answers. Each in a process of its own, one request at a time, taking turns request
 * by request, so that the machine's noise meets all alike.
 */
final class VerbsBench {

    private static final int NODES = 5_000;
    private static final int PODS_PER_NODE = 20;
    private static final int NAMES = 500;
    private static final List<String> VERBS = List.of("filter", "prioritize");

    private final Ticker ticker;
    private final int warmUp;
    private final int requests;

    VerbsBench(Ticker ticker, int warmUp, int requests) {
        this.ticker = ticker;
        this.warmUp = warmUp;
        this.requests = requests;
    }

    /** The figures by goal id, and the percentiles in microseconds by server and verb. */
    record Result(Map<String, Double> figures, ObjectNode details) {}

    Result run(String goEcho) throws IOException {
        Map<String, Percentiles> measured = new LinkedHashMap<>();
        try (ServerProcess headroom = headroom("score");
                ServerProcess echo = ServerProcess.java(EchoServer.class);
                ServerProcess go = ServerProcess.start(List.of(goEcho))) {
            takeTurns(measured, headroom, Map.of("headroom", headroom, "echo", echo, "go", go), requests);
        }
        // By itself, so that a fourth server's work does not stand between the three.
        try (ServerProcess headroom = headroom("enforce");
                ServerProcess echo = ServerProcess.java(EchoServer.class)) {
            takeTurns(measured, headroom, Map.of("headroom-enforce", headroom, "echo-enforce", echo), requests / 4);
        }
        return result(measured);
    }

    private static ServerProcess headroom(String mode) throws IOException {
        return ServerProcess.java(HeadroomServer.class, mode, Integer.toString(NODES), Integer.toString(PODS_PER_NODE));
    }

    /** Asks every server the same, one request at a time, then tells Headroom that the pod was bound. */
    private void takeTurns(
            Map<String, Percentiles> measured, ServerProcess headroom, Map<String, ServerProcess> servers, int count)
            throws IOException {
        Map<String, KeepAliveClient> clients = new TreeMap<>();
        try {
            for (Map.Entry<String, ServerProcess> server : servers.entrySet()) {
                clients.put(
                        server.getKey(), new KeepAliveClient(server.getValue().port()));
            }
            Bodies bodies = new Bodies(NODES, 42);
            for (int i = -warmUp; i < count; i++) {
                Bodies.Request request = bodies.next(NAMES);
                for (String verb : VERBS) {
                    for (Map.Entry<String, KeepAliveClient> client : clients.entrySet()) {
                        long start = ticker.nanos();
                        client.getValue().post("/" + verb, request.body());
                        long took = ticker.nanos() - start;
                        if (i >= 0) {
                            measured.computeIfAbsent(client.getKey() + "." + verb, key -> new Percentiles())
                                    .add(took);
                        }
                    }
                }
                headroom.say(request.uid() + " " + request.shape() + " " + request.node());
            }
        } finally {
            for (KeepAliveClient client : clients.values()) {
                client.close();
            }
        }
    }

    private Result result(Map<String, Percentiles> measured) {
        ObjectNode details = new ObjectMapper().createObjectNode();
        details.put("nodes", NODES);
        details.put("podsPerNode", PODS_PER_NODE);
        details.put("names", NAMES);
        details.put("warmUpRequests", warmUp);
        measured.forEach((key, values) -> {
            ObjectNode row = details.putObject(key + ".micros");
            row.put("requests", values.count());
            row.put("p50", values.micros(0.50));
            row.put("p90", values.micros(0.90));
            row.put("p99", values.micros(0.99));
            row.put("max", values.micros(1));
        });
        Map<String, Double> figures = new LinkedHashMap<>();
        double ours = 0;
        double theirs = 0;
        for (String verb : VERBS) {
            double headroom = median(measured, "headroom." + verb);
            figures.put("verbs.names500." + verb + ".p50_over_echo", headroom / median(measured, "echo." + verb));
            ours += headroom;
            theirs += median(measured, "go." + verb);
        }
        figures.put("verbs.names500.p50_over_go", ours / theirs);
        return new Result(figures, details);
    }

    private static double median(Map<String, Percentiles> measured, String key) {
        Percentiles values = measured.get(key);
        if (values == null) {
            throw new IllegalStateException(key + " was not measured");
        }
        return values.micros(0.5);
    }
}
