package dev.headroom.config;

import dev.headroom.runtime.PluginRegistry;
import java.util.List;

/** Writes the reference page of the configuration from its settings. */
public final class ConfigurationReference {

    private static final String HEAD = """
            # Configuration

            `headroom serve --config FILE` reads one YAML file. It is read strictly: an unknown key, a key that stands
            twice, or a value out of its bounds refuses the file, and all problems are reported at once with their paths.
            `headroom config check FILE` does only that; `headroom config default` prints a file with every default.
            A file has at most 1,048,576 characters and no YAML aliases or tags.

            This page is made from the code; a test fails when it differs.
            """;

    private ConfigurationReference() {}

    /** The page as Markdown. */
    public static String markdown(PluginRegistry registry) {
        StringBuilder out = new StringBuilder(HEAD);
        for (Group group : Settings.GROUPS) {
            out.append("\n## ").append(group.path().isEmpty() ? "The file" : "`" + group.path() + "`");
            out.append("\n\n").append(group.meaning().isEmpty() ? "" : group.meaning() + "\n\n");
            table(out, group.settings(), true);
        }
        for (String name : registry.names()) {
            List<Setting<?>> arguments =
                    ArgumentReader.settings(registry.find(name).orElseThrow());
            out.append("\n## `args` of `").append(name).append("`\n\n");
            table(out, arguments, false);
        }
        out.append("\n## The default file\n\n```yaml\n").append(ConfigurationWriter.defaults());
        return out.append("```\n").toString();
    }

    private static void table(StringBuilder out, List<Setting<?>> settings, boolean meanings) {
        if (settings.isEmpty()) {
            out.append("None.\n");
            return;
        }
        out.append("| key | default | allowed |").append(meanings ? " meaning |" : "");
        out.append("\n| --- | --- | --- |").append(meanings ? " --- |" : "").append('\n');
        for (Setting<?> setting : settings) {
            out.append("| `").append(setting.key()).append("` | ");
            out.append(setting.required() ? "required" : "`" + setting.writtenDefault() + "`");
            out.append(" | ").append(setting.type().allowed()).append(" |");
            out.append(meanings ? " " + setting.meaning() + " |" : "").append('\n');
        }
    }
}
