package dev.headroom.config;

import java.util.List;

/** Writes the default configuration as a file with comments. It reads back to what an empty one means. */
public final class ConfigurationWriter {

    private final StringBuilder out = new StringBuilder();
    private String parent = "";

    private ConfigurationWriter() {}

    /** The whole file, ending with a newline. */
    public static String defaults() {
        return new ConfigurationWriter().write();
    }

    private String write() {
        out.append("# Headroom's configuration: every key with its default. Keys that are left out keep it.\n");
        out.append("# `headroom config check FILE` reports all that is wrong with a file.\n");
        for (Group group : Settings.GROUPS) {
            if (!group.path().contains("[]")) {
                group(group);
            }
        }
        return out.append('\n').append(DefaultProfiles.YAML).toString();
    }

    private void group(Group group) {
        String indent = open(group);
        for (Setting<?> setting : group.settings()) {
            comment(indent, setting.meaning());
            if (!setting.required()) {
                comment(indent, "Allowed: " + setting.type().allowed());
            }
            out.append(indent).append(setting.key()).append(": ").append(setting.writtenDefault());
            out.append('\n');
        }
    }

    /** Writes the keys that lead to the group, without those that are already open. */
    private String open(Group group) {
        List<String> names =
                group.path().isEmpty() ? List.of() : List.of(group.path().split("[.]"));
        String indent = "";
        String path = "";
        out.append(names.isEmpty() ? "" : "\n");
        for (int i = 0; i < names.size(); i++) {
            path = Problems.child(path, names.get(i));
            if (!(parent + ".").startsWith(path + ".")) {
                comment(indent, i == names.size() - 1 ? group.meaning() : "");
                out.append(indent).append(names.get(i)).append(":\n");
            }
            indent += "  ";
        }
        parent = group.path();
        return indent;
    }

    private void comment(String indent, String text) {
        if (!text.isEmpty()) {
            out.append(indent).append("# ").append(text).append('\n');
        }
    }
}
