package dev.headroom.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Figures by id in a JSON file that several runs add to; the newest of an id stays. Used by one process at a time. */
final class Figures {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path file;

    Figures(Path file) {
        this.file = file;
    }

    void put(Map<String, Double> measured) throws IOException {
        ObjectNode all = read();
        measured.forEach(all::put);
        Files.createDirectories(file.toAbsolutePath().getParent());
        JSON.writerWithDefaultPrettyPrinter().writeValue(file.toFile(), all);
    }

    /** @return an empty object if nothing was measured */
    ObjectNode read() throws IOException {
        JsonNode read = Files.exists(file) ? JSON.readTree(file.toFile()) : JSON.createObjectNode();
        if (read instanceof ObjectNode figures) {
            return figures;
        }
        throw new IOException(file + " holds no JSON object");
    }
}
