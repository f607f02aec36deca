package dev.headroom.e2e;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Measured figures by id, merged into {@code target/figures.json}: {@code {"e2e.bound": {"value": 1000, "unit": "pods"}}}. A figure
 * that several tests share has {@code parts}, one for each test, and their sum as its value.
 */
final class Figures {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path FILE = Path.of("target", "figures.json");

    private Figures() {}

    static void record(String id, double value, String unit) {
        update(id, figure -> {
            figure.removeAll();
            put(figure, "value", value);
            figure.put("unit", unit);
        });
    }

    static void recordPart(String id, String part, double value, String unit) {
        update(id, figure -> {
            ObjectNode parts = figure.withObject("/parts");
            put(parts, part, value);
            double sum = 0;
            for (var number : parts) {
                sum += number.asDouble();
            }
            put(figure, "value", sum);
            figure.put("unit", unit);
        });
    }

    private static void put(ObjectNode node, String name, double value) {
        if (value == Math.rint(value)) {
            node.put(name, (long) value);
        } else {
            node.put(name, Math.round(value * 1000) / 1000.0);
        }
    }

    private static synchronized void update(String id, java.util.function.Consumer<ObjectNode> change) {
        try {
            ObjectNode all =
                    Files.exists(FILE) ? (ObjectNode) JSON.readTree(Files.readString(FILE)) : JSON.createObjectNode();
            ObjectNode figure = all.has(id) ? (ObjectNode) all.get(id) : all.putObject(id);
            change.accept(figure);
            Files.createDirectories(FILE.toAbsolutePath().getParent());
            Files.writeString(FILE, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(all) + "\n");
            System.out.println("figure " + id + " = " + figure);
        } catch (IOException e) {
            throw new UncheckedIOException("could not write " + FILE, e);
        }
    }
}
