package dev.headroom.config;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;

/**
 * Reads YAML into a tree. Plain YAML only: aliases are refused rather than expanded, so a small file stays small, and
 * Jackson would take an alias for a text. Used once per file.
 */
final class YamlTree {

    static final int MOST_CHARACTERS = 1 << 20;
    private static final int DEEPEST = 16;
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final YAMLParser parser;
    private final Problems problems;

    private YamlTree(YAMLParser parser, Problems problems) {
        this.parser = parser;
        this.problems = problems;
    }

    /** The tree; a missing node if there is none, and then {@code problems} says why. */
    static JsonNode read(String yaml, Problems problems) {
        if (yaml.length() > MOST_CHARACTERS) {
            problems.add("", yaml.length() + " characters", "at most " + MOST_CHARACTERS);
            return MissingNode.getInstance();
        }
        try (YAMLParser parser = new YAMLFactory().createParser(yaml)) {
            if (parser.nextToken() == null) {
                return NODES.objectNode();
            }
            JsonNode tree = new YamlTree(parser, problems).value("", 0);
            if (parser.nextToken() != null) {
                problems.add("", "a second document in line " + line(parser), "one YAML document");
            }
            return tree;
        } catch (JsonProcessingException notYaml) {
            problems.add("", firstLine(notYaml), "YAML");
            return MissingNode.getInstance();
        } catch (IOException fromMemory) {
            throw new IllegalStateException(fromMemory);
        }
    }

    private JsonNode value(String path, int depth) throws IOException {
        if (depth > DEEPEST) {
            problems.add(path, "a value nested deeper than " + DEEPEST, "at most " + DEEPEST + " levels");
            parser.skipChildren();
            return NODES.nullNode();
        }
        if (parser.isCurrentAlias() || parser.getTypeId() != null) {
            String what = parser.isCurrentAlias() ? "an alias" : "a tag";
            problems.add(path, what + " in line " + line(parser), "plain YAML without aliases and tags");
        }
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(path, depth);
            case START_ARRAY -> array(path, depth);
            case VALUE_NUMBER_INT -> NODES.numberNode(parser.getBigIntegerValue());
            case VALUE_NUMBER_FLOAT -> fraction();
            case VALUE_TRUE, VALUE_FALSE -> NODES.booleanNode(parser.getBooleanValue());
            case VALUE_NULL -> NODES.nullNode();
            default -> NODES.textNode(parser.getText());
        };
    }

    /** YAML's own words for infinity and "not a number" are no numbers here: they stay texts, for the binder to refuse. */
    private JsonNode fraction() throws IOException {
        try {
            return NODES.numberNode(parser.getDoubleValue());
        } catch (JsonProcessingException noNumber) {
            return NODES.textNode(parser.getText());
        }
    }

    private JsonNode object(String path, int depth) throws IOException {
        ObjectNode object = NODES.objectNode();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String key = parser.currentName();
            String childPath = Problems.child(path, key);
            if (object.has(key)) {
                problems.add(childPath, "the key again in line " + line(parser), "each key once");
            }
            parser.nextToken();
            object.set(key, value(childPath, depth + 1));
        }
        return object;
    }

    private JsonNode array(String path, int depth) throws IOException {
        ArrayNode array = NODES.arrayNode();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            array.add(value(path + "[" + array.size() + "]", depth + 1));
        }
        return array;
    }

    private static int line(YAMLParser parser) {
        return parser.currentTokenLocation().getLineNr();
    }

    private static String firstLine(JsonProcessingException notYaml) {
        String message = notYaml.getOriginalMessage().lines().findFirst().orElse("a syntax error");
        JsonLocation at = notYaml.getLocation();
        return at == null ? message : message + " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ")";
    }
}
