package dev.headroom.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A server under test in a process of its own, which ends when this side closes its standard input. */
final class ServerProcess implements AutoCloseable {

    private static final String ANNOUNCEMENT = "port ";

    private final Process process;
    private final int port;

    private ServerProcess(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Starts a class of this class path; it must call {@link #announceAndWait}. */
    static ServerProcess java(Class<?> main, String... args) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                System.getProperty("java.home") + "/bin/java",
                "-XX:+UseG1GC",
                "-Xms512m",
                "-Xmx512m",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(List.of(args));
        return start(command);
    }

    /** Starts a command that prints {@code port N} on its first line. */
    static ServerProcess start(List<String> command) throws IOException {
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        String line = out.readLine();
        if (line == null || !line.startsWith(ANNOUNCEMENT)) {
            process.destroyForcibly();
            throw new IOException(command + " printed \"" + line + "\" where \"port N\" was expected");
        }
        return new ServerProcess(process, Integer.parseInt(line.substring(ANNOUNCEMENT.length())));
    }

    /** The server's side: tells the port, then blocks until the parent closes or dies. */
    static void announceAndWait(int port) throws IOException {
        System.out.println(ANNOUNCEMENT + port);
        System.out.flush();
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        while (in.readLine() != null) {
            // Nothing is ever said; the end of the input is the sign to stop.
        }
    }

    int port() {
        return port;
    }

    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
