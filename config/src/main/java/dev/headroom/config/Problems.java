package dev.headroom.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.headroom.api.Problem;
import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong with a file; keeps the first hundred, so that no file makes an endless report. */
final class Problems {

    private static final int MOST = 100;
    private static final int SHOWN_CHARACTERS = 80;

    private final List<Problem> first = new ArrayList<>();
    private int more;

    void add(String path, JsonNode value, String allowed) {
        add(path, shown(value), allowed);
    }

    void add(String path, String value, String allowed) {
        add(new Problem(path.isEmpty() ? "(file)" : path, value, allowed));
    }

    void add(Problem problem) {
        if (first.size() < MOST) {
            first.add(problem);
        } else {
            more++;
        }
    }

    boolean isEmpty() {
        return first.isEmpty();
    }

    List<Problem> toList() {
        List<Problem> all = new ArrayList<>(first);
        if (more > 0) {
            all.add(new Problem("(file)", more + " more problems", "none; the first " + MOST + " are shown"));
        }
        return List.copyOf(all);
    }

    /** The path of a member. A key that would spoil the line is quoted. */
    static String child(String path, String key) {
        String name = key.matches("[A-Za-z0-9_-]{1,64}") ? key : shown(TextNode.valueOf(key));
        return path.isEmpty() ? name : path + "." + name;
    }

    private static String shown(JsonNode value) {
        if (value.isMissingNode() || value.isNull()) {
            return "nothing";
        }
        if (value.isObject()) {
            return "a mapping";
        }
        if (value.isArray()) {
            return "a list of " + value.size();
        }
        String text = value.toString();
        return text.length() <= SHOWN_CHARACTERS ? text : text.substring(0, SHOWN_CHARACTERS) + "…";
    }
}
