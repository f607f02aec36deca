package dev.headroom.bench.accuracy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/** Stands in for a program of the lab: serves one metric, or dies at the first scrape as a killed process does. */
final class FakeProgram {

    private static final int SIGKILL_STATUS = 137;

    private FakeProgram() {}

    public static void main(String[] args) throws IOException {
        boolean dies = String.join(" ", args).contains("-kind dying");
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/metrics", exchange -> {
            if (dies) {
                Runtime.getRuntime().halt(SIGKILL_STATUS);
            }
            byte[] body = "go_goroutines 7\n".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        System.out.println(
                "accuracylab: http://127.0.0.1:" + server.getAddress().getPort());
    }
}
