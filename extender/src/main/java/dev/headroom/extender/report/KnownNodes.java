package dev.headroom.extender.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A page of what a running Headroom says of its nodes.
 *
 * @param total nodes that it knows
 */
public record KnownNodes(int total, List<NodeRow> rows) {

    public KnownNodes {
        rows = List.copyOf(rows);
    }

    /** @throws IOException if this is no answer of {@code /api/nodes} */
    public static KnownNodes read(byte[] json) throws IOException {
        JsonNode page = new ObjectMapper().readTree(json);
        if (!page.path("nodes").isArray() || !page.path("total").canConvertToInt()) {
            throw new IOException("answered with something that is no list of nodes");
        }
        List<NodeRow> rows = new ArrayList<>();
        for (JsonNode node : page.path("nodes")) {
            rows.add(NodeRow.of(
                    node.path("name").asText(),
                    node.path("pods").asInt(),
                    node.path("unknownPods").asInt(),
                    number(node, "measuredBytes"),
                    number(node, "forecastBytes"),
                    Double.NaN,
                    number(node, "allocatableBytes")));
        }
        return new KnownNodes(page.path("total").asInt(), rows);
    }

    private static double number(JsonNode node, String field) {
        return node.path(field).asDouble(Double.NaN);
    }
}
