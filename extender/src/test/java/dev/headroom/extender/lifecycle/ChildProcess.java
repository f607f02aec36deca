package dev.headroom.extender.lifecycle;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** {@link ServerProcess} in a JVM of its own. */
final class ChildProcess implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 60;

    private final Process process;
    private final Path log;
    final int verbsPort;
    final int opsPort;

    private ChildProcess(Process process, Path log, int verbsPort, int opsPort) {
        this.process = process;
        this.log = log;
        this.verbsPort = verbsPort;
        this.opsPort = opsPort;
    }

    /** Waits until the child has printed its ports. */
    static ChildProcess start(Path folder) throws IOException {
        Path log = folder.resolve("log");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Dlogback.configurationFile=logback.xml",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ServerProcess.class.getName())
                .redirectError(log.toFile())
                .start();
        BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String line = out.readLine();
        if (line == null) {
            throw new IOException("the child ended before it listened: " + Files.readString(log));
        }
        String[] ports = line.split(" ");
        return new ChildProcess(process, log, Integer.parseInt(ports[0]), Integer.parseInt(ports[1]));
    }

    void signal(String name) throws IOException, InterruptedException, TimeoutException {
        Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .inheritIO()
                .start();
        if (!kill.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || kill.exitValue() != 0) {
            throw new TimeoutException("kill -" + name + " failed");
        }
    }

    /** The letter by which Linux describes the process: T for stopped. */
    char state() throws IOException {
        String stat = Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"));
        return stat.charAt(stat.lastIndexOf(')') + 2);
    }

    boolean isAlive() {
        return process.isAlive();
    }

    int exitStatus() throws InterruptedException, TimeoutException {
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new TimeoutException("the child did not end");
        }
        return process.exitValue();
    }

    /** What it wrote to stderr. */
    String log() throws IOException {
        return Files.readString(log);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
