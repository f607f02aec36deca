package dev.headroom.config;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.headroom.api.PluginFactory;
import dev.headroom.runtime.PluginRegistry;
import dev.headroom.runtime.PluginSpec;
import dev.headroom.runtime.ProfileSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the profiles with their plugins. */
record ProfileReader(PluginRegistry registry, Problems problems) {

    private static final int MOST = 64;

    List<ProfileSpec> read(Section root) {
        Section section = root.has("profiles")
                ? root
                : new Section(
                        "", JsonNodeFactory.instance.objectNode().set("profiles", DefaultProfiles.tree()), problems);
        List<String> keys = new ArrayList<>(Settings.PROFILE.keys());
        keys.add("plugins");
        List<ProfileSpec> profiles = new ArrayList<>();
        Map<String, String> paths = new HashMap<>();
        for (Section profile : section.children("profiles", MOST, keys)) {
            String scheduler = profile.get(Settings.SCHEDULER);
            refuseSecond(profile.at("schedulerName"), scheduler, paths, profile.has("schedulerName"));
            profiles.add(new ProfileSpec(
                    scheduler, profile.get(Settings.MODE), profile.get(Settings.EXTENDER_WEIGHT), plugins(profile)));
        }
        return profiles;
    }

    private List<PluginSpec<?>> plugins(Section profile) {
        List<PluginSpec<?>> plugins = new ArrayList<>();
        Map<String, String> paths = new HashMap<>();
        for (Section plugin : profile.children("plugins", MOST, List.of("name", "weight", "args"))) {
            String name = plugin.get(Settings.PLUGIN_NAME);
            double weight = plugin.get(Settings.PLUGIN_WEIGHT);
            Optional<PluginFactory<?>> factory = registry.find(name);
            factory.ifPresent(found -> plugins.add(spec(found, weight, plugin)));
            if (factory.isEmpty() && !name.isEmpty()) {
                problems.add(
                        plugin.at("name"),
                        TextNode.valueOf(name),
                        "one of " + String.join(", ", registry.names()) + Suggestion.of(name, registry.names()));
            }
            refuseSecond(plugin.at("name"), name, paths, !name.isEmpty());
        }
        return plugins;
    }

    private <A extends Record> PluginSpec<A> spec(PluginFactory<A> factory, double weight, Section plugin) {
        return new PluginSpec<>(factory, weight, new ArgumentReader<>(factory, problems).read(plugin));
    }

    private void refuseSecond(String path, String name, Map<String, String> paths, boolean given) {
        String first = given ? paths.putIfAbsent(name, path) : null;
        if (first != null) {
            problems.add(path, TextNode.valueOf(name), "a name that does not stand at " + first + " too");
        }
    }
}
