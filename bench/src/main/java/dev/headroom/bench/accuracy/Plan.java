package dev.headroom.bench.accuracy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a program of the lab wants around it, as its {@code -plan} prints it.
 *
 * @param kind which service it behaves like
 * @param shape {@code steady}, {@code moving} or {@code killed}, as meant; what it turns out to be is measured
 * @param seed what its parameters were drawn from
 * @param env {@code GOGC} and {@code GOMEMLIMIT} where they are set
 * @param memoryLimitBytes the limit of its memory group, positive
 * @param cpuLimitMillis the limit of its CPU, in thousandths of a core
 * @param qosClass as Kubernetes names it
 * @param metrics the form of its exposition: {@code default}, {@code full} or {@code otel}
 */
record Plan(
        String kind,
        String shape,
        long seed,
        Map<String, String> env,
        long memoryLimitBytes,
        long cpuLimitMillis,
        String qosClass,
        String metrics) {

    private static final Set<String> SHAPES = Set.of("steady", "moving", "killed");

    /** The smallest limit under which a Go program starts at all. */
    private static final long SMALLEST_LIMIT = 16L << 20;

    Plan {
        env = Map.copyOf(env);
        if (!SHAPES.contains(shape)) {
            throw new IllegalArgumentException("class \"" + shape + "\" of " + kind + " must be one of " + SHAPES);
        }
        if (memoryLimitBytes < SMALLEST_LIMIT) {
            throw new IllegalArgumentException(
                    "memoryLimitBytes " + memoryLimitBytes + " of " + kind + " must be at least " + SMALLEST_LIMIT);
        }
        if (cpuLimitMillis <= 0) {
            throw new IllegalArgumentException(
                    "cpuLimitMillis " + cpuLimitMillis + " of " + kind + " must be positive");
        }
    }

    /** Whether the program is meant to be killed at its limit. */
    boolean expectsKill() {
        return shape.equals("killed");
    }

    static Plan parse(JsonNode json) throws IOException {
        Map<String, String> env = new TreeMap<>();
        json.path("env")
                .properties()
                .forEach(e -> env.put(e.getKey(), e.getValue().asText()));
        try {
            return new Plan(
                    text(json, "kind"),
                    text(json, "class"),
                    json.path("seed").asLong(),
                    env,
                    json.path("memoryLimitBytes").asLong(),
                    json.path("cpuLimitMillis").asLong(),
                    text(json, "qosClass"),
                    text(json, "metrics"));
        } catch (IllegalArgumentException e) {
            throw new IOException("plan " + json + ": " + e.getMessage(), e);
        }
    }

    private static String text(JsonNode json, String field) throws IOException {
        String value = json.path(field).asText();
        if (value.isEmpty()) {
            throw new IOException("plan " + json + " lacks the field " + field);
        }
        return value;
    }
}
