package dev.headroom.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Measured figures by id in {@code target/figures.json}, each a plain number; the newest of an id stays. A figure that several tests
 * share is the sum of what each of them measured, which stands under {@code parts}. {@code commit} says what was measured; figures
 * of another commit are dropped.
 */
final class Figures {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path FILE = Path.of("target", "figures.json");
    private static final String COMMIT = "commit";

    private Figures() {}

    static void record(String id, double value) {
        ObjectNode all = read();
        put(all, id, value);
        write(all);
    }

    static void recordPart(String id, String part, double value) {
        ObjectNode all = read();
        ObjectNode parts = all.withObject("/parts").withObjectProperty(id);
        put(parts, part, value);
        double sum = 0;
        for (JsonNode number : parts) {
            sum += number.asDouble();
        }
        put(all, id, sum);
        write(all);
    }

    private static void put(ObjectNode node, String name, double value) {
        if (value == Math.rint(value)) {
            node.put(name, (long) value);
        } else {
            node.put(name, Math.round(value * 1000) / 1000.0);
        }
    }

    private static ObjectNode read() {
        try {
            String commit = headCommit();
            if (Files.exists(FILE)
                    && JSON.readTree(FILE.toFile()) instanceof ObjectNode all
                    && all.path(COMMIT).asText().equals(commit)) {
                return all;
            }
            return JSON.createObjectNode().put(COMMIT, commit);
        } catch (IOException e) {
            throw new UncheckedIOException("could not read " + FILE, e);
        }
    }

    /** Empty outside a checkout. */
    private static String headCommit() throws IOException {
        Process git = new ProcessBuilder("git", "rev-parse", "HEAD").start();
        return new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    }

    private static void write(ObjectNode all) {
        try {
            Files.createDirectories(FILE.toAbsolutePath().getParent());
            JSON.writerWithDefaultPrettyPrinter().writeValue(FILE.toFile(), all);
        } catch (IOException e) {
            throw new UncheckedIOException("could not write " + FILE, e);
        }
    }
}
