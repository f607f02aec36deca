package dev.headroom.config;

import java.util.List;

/**
 * The settings of one mapping.
 *
 * @param path of the mapping, for example {@code telemetry.scrape}; empty for the file itself; {@code []} after the
 *     name of a list
 */
record Group(String path, String meaning, List<Setting<?>> settings) {

    static Group of(String path, String meaning, Setting<?>... settings) {
        return new Group(path, meaning, List.of(settings));
    }

    List<String> keys() {
        return settings.stream().<String>map(Setting::key).toList();
    }
}
