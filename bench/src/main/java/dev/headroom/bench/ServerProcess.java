package dev.headroom.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server under test in a process of its own, which ends when this side closes its standard input. */
final class ServerProcess implements AutoCloseable {

    private static final Pattern PORT_AT_END = Pattern.compile(":(\\d+)$");

    private final Process process;
    private final int port;

    private ServerProcess(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Starts a class of this class path; it must call {@link #announceAndListen}. */
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

    /** Starts a command whose first line ends with its port, as in {@code http://127.0.0.1:4711}. */
    static ServerProcess start(List<String> command) throws IOException {
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        String line = out.readLine();
        Matcher port = PORT_AT_END.matcher(line == null ? "" : line);
        if (!port.find()) {
            process.destroyForcibly();
            throw new IOException(command + " printed \"" + line + "\" where an address with a port was expected");
        }
        return new ServerProcess(process, Integer.parseInt(port.group(1)));
    }

    /** The server's side: tells the port, then hands over what the parent says, until it closes or dies. */
    static void announceAndListen(int port, Consumer<String> lines) throws IOException {
        System.out.println("http://127.0.0.1:" + port);
        System.out.flush();
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            lines.accept(line);
        }
    }

    /** Says a line to the server, which gets it soon. */
    void say(String line) throws IOException {
        OutputStream out = process.getOutputStream();
        out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    int port() {
        return port;
    }

    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
        process.destroy();
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
