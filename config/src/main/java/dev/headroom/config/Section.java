package dev.headroom.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** A mapping of the file whose keys are known. */
record Section(String path, JsonNode node, Problems problems) {

    /** Opens a mapping and reports every key that is not among {@code known}. Nothing there is an empty mapping. */
    static Section open(String path, JsonNode node, Collection<String> known, Problems problems) {
        if (!node.isObject()) {
            if (!node.isMissingNode() && !node.isNull()) {
                problems.add(path, node, "a mapping with the keys " + String.join(", ", known));
            }
            return new Section(path, MissingNode.getInstance(), problems);
        }
        node.fieldNames().forEachRemaining(key -> {
            if (!known.contains(key)) {
                String allowed = known.isEmpty() ? "no key here" : "one of the keys " + String.join(", ", known);
                problems.add(Problems.child(path, key), "an unknown key", allowed + Suggestion.of(key, known));
            }
        });
        return new Section(path, node, problems);
    }

    <T> T get(Setting<T> setting) {
        return setting.read(at(setting.key()), node.path(setting.key()), problems);
    }

    /** For a setting whose value only has to be right. */
    void check(Setting<?> setting) {
        get(setting);
    }

    Section child(String key, Collection<String> known) {
        return open(at(key), node.path(key), known, problems);
    }

    /** The members of a list of mappings, which has 1 to {@code most}. */
    List<Section> children(String key, int most, Collection<String> known) {
        JsonNode list = node.path(key);
        if (!list.isArray() || list.isEmpty() || list.size() > most) {
            problems.add(at(key), list, "a list of 1 to " + most + " mappings");
            return List.of();
        }
        List<Section> children = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            String childPath = at(key) + "[" + i + "]";
            if (list.get(i).isNull()) {
                problems.add(childPath, list.get(i), "a mapping with the keys " + String.join(", ", known));
            }
            children.add(open(childPath, list.get(i), known, problems));
        }
        return children;
    }

    boolean has(String key) {
        return node.has(key);
    }

    String at(String key) {
        return Problems.child(path, key);
    }
}
