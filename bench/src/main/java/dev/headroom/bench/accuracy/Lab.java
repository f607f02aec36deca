package dev.headroom.bench.accuracy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The binary with all kinds of programs. */
final class Lab {

    private final Path binary;

    Lab(Path binary) {
        this.binary = binary;
    }

    /** The binary, built into the cache if it is not there. */
    static Lab built(Path root) throws IOException {
        String path = output(List.of(
                        root.resolve("e2e/control-plane/go-program").toString(),
                        root.resolve("bench/accuracy").toString()))
                .strip();
        if (!Files.isExecutable(Path.of(path))) {
            throw new IOException("go-program printed \"" + path + "\" where the path of a program was expected");
        }
        return new Lab(Path.of(path));
    }

    Path binary() {
        return binary;
    }

    /** The names of all kinds, mixed so that neighbours differ in what they do. */
    List<String> kinds() throws IOException {
        List<String> kinds = new ArrayList<>();
        for (String line : output(List.of(binary.toString(), "-list")).split("\n")) {
            kinds.add(line.substring(0, line.indexOf(' ')));
        }
        return kinds;
    }

    Plan plan(String kind, long seed) throws IOException {
        return Plan.parse(new ObjectMapper()
                .readTree(output(
                        List.of(binary.toString(), "-kind", kind, "-seed", Long.toUnsignedString(seed), "-plan"))));
    }

    /** The command that behaves as planned; it prints a line that ends with its address. */
    List<String> command(Run run) {
        return List.of(
                binary.toString(),
                "-kind",
                run.plan().kind(),
                "-seed",
                Long.toUnsignedString(run.plan().seed()),
                "-stream",
                Integer.toString(run.stream()));
    }

    private static String output(List<String> command) throws IOException {
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        process.getOutputStream().close();
        try (InputStream in = process.getInputStream()) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            int status = process.waitFor();
            if (status != 0) {
                throw new IOException(command + " failed with status " + status);
            }
            return text;
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
