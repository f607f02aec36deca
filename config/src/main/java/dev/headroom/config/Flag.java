package dev.headroom.config;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/** {@code true} or {@code false}. */
record Flag() implements ValueType<Boolean> {

    @Override
    public @Nullable Boolean read(String path, JsonNode value, Problems problems) {
        if (value.isBoolean()) {
            return value.booleanValue();
        }
        problems.add(path, value, allowed());
        return null;
    }

    @Override
    public String allowed() {
        return "true or false";
    }

    @Override
    public String write(Boolean value) {
        return value.toString();
    }
}
