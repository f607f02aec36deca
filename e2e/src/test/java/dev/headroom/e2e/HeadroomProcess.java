package dev.headroom.e2e;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The real Headroom as a JVM of its own, as an installation would run it. It can be killed, stopped and started again. */
final class HeadroomProcess implements AutoCloseable {
    /** The scheduler name that the profile of {@link HeadroomConfig} is for. */
    static final String SCHEDULER = "headroom";

    private static final Duration START = Duration.ofSeconds(60);
    private final ControlPlane cluster;
    private final HeadroomConfig config;
    private final Path directory;
    private Child process;

    private HeadroomProcess(ControlPlane cluster, HeadroomConfig config) throws IOException {
        this.cluster = cluster;
        this.config = config;
        this.directory = Files.createTempDirectory(cluster.directory(), "headroom-");
        Files.createDirectories(directory.resolve("decisions"));
        Files.writeString(directory.resolve("headroom.yaml"), config.yaml(directory));
        this.process = launch();
    }

    /** Starts it and waits until it is ready, which is when its caches are filled. */
    static HeadroomProcess start(ControlPlane cluster, HeadroomConfig config) {
        try {
            HeadroomProcess headroom = new HeadroomProcess(cluster, config);
            headroom.awaitReady();
            return headroom;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Child launch() {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                classPath(),
                "dev.headroom.extender.Main",
                "serve",
                "--config",
                directory.resolve("headroom.yaml").toString()));
        return Child.start(
                "headroom",
                cluster.logFile(directory.getFileName().toString()),
                Map.of("KUBECONFIG", cluster.kubeconfig("headroom").toString()),
                command);
    }

    /** What the extender module was packaged as: its JAR and the folder of what it needs. */
    private static String classPath() {
        String given = System.getProperty("headroom.classpath", "");
        return given.isEmpty() ? System.getProperty("java.class.path") : given.replace('/', File.separatorChar);
    }

    void awaitReady() {
        Deadline.awaitOf(
                process,
                "Headroom is ready",
                START,
                () -> Metrics.get(ops("/readyz")).statusCode() == 200);
    }

    /** Starts a process that had been killed again, with the same configuration and ports, and does not wait. */
    void restart() {
        process.close();
        process = launch();
    }

    /** SIGKILL: no shutdown code runs. */
    void killHard() {
        process.close();
    }

    /** SIGSTOP: the process keeps its sockets and answers nothing. */
    void stop() {
        process.signal("STOP");
    }

    /** SIGCONT. */
    void cont() {
        process.signal("CONT");
    }

    /** SIGTERM; returns the exit status. */
    int terminate() {
        return process.terminate(Duration.ofSeconds(35));
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    int verbsPort() {
        return config.verbsPort();
    }

    URI ops(String path) {
        return URI.create("http://127.0.0.1:" + config.opsPort() + path);
    }

    Metrics metrics() {
        return Metrics.read(ops("/metrics"));
    }

    /** How many calls of filter, prioritize or preempt this process has answered since it started. */
    long calls(String verb) {
        return (long) metrics().sum("headroom_verb_requests_total", "verb", verb);
    }

    @Override
    public void close() {
        process.close();
    }
}
