package dev.headroom.config;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * One key of the file. Reader, default file and reference page are made from the same settings.
 *
 * @param fallback its value where the file has none; for a required one a value that is never used
 * @param meaning one sentence with its unit, for the comment and the reference
 */
record Setting<T>(String key, ValueType<T> type, T fallback, boolean required, String meaning) {

    static <T> Setting<T> optional(String key, ValueType<T> type, T fallback, String meaning) {
        return new Setting<>(key, type, fallback, false, meaning);
    }

    static <T> Setting<T> required(String key, ValueType<T> type, T unused, String meaning) {
        return new Setting<>(key, type, unused, true, meaning);
    }

    /** The default as YAML. */
    String writtenDefault() {
        return type.write(fallback);
    }

    /** The value, or the fallback where it is absent or wrong: then the problems say so. */
    T read(String path, JsonNode value, Problems problems) {
        if (value.isMissingNode() && !required) {
            return fallback;
        }
        T read = type.read(path, value, problems);
        return read == null ? fallback : read;
    }
}
