package dev.headroom.e2e;

import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The Go extender of {@code bench/echo}, which keeps every node: the proof of the harness, without Headroom. */
final class EchoExtender implements AutoCloseable {
    private final Child process;
    private final int port;

    private EchoExtender(Child process, int port) {
        this.process = process;
        this.port = port;
    }

    static EchoExtender start(ControlPlane cluster) {
        int port = Deadline.freePort();
        Child process = Child.start(
                "echo",
                cluster.logFile("echo"),
                Map.of(),
                List.of(cluster.binaries().goProgram("bench/echo"), "-port", Integer.toString(port)));
        Deadline.awaitOf(process, "the echo extender listens", Duration.ofSeconds(10), () -> {
            try (Socket socket = new Socket("127.0.0.1", port)) {
                return socket.isConnected();
            }
        });
        return new EchoExtender(process, port);
    }

    int port() {
        return port;
    }

    @Override
    public void close() {
        process.close();
    }
}
