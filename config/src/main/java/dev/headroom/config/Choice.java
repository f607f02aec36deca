package dev.headroom.config;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One of an enum's constants: written in lower case, read in any. */
record Choice<E extends Enum<E>>(Class<E> type) implements ValueType<E> {

    @Override
    public @Nullable E read(String path, JsonNode value, Problems problems) {
        String text = value.asText();
        for (E constant : type.getEnumConstants()) {
            if (value.isTextual() && constant.name().equalsIgnoreCase(text)) {
                return constant;
            }
        }
        problems.add(path, value, allowed() + Suggestion.of(text, names()));
        return null;
    }

    @Override
    public String allowed() {
        return "one of " + String.join(", ", names());
    }

    @Override
    public String write(E value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private List<String> names() {
        return Arrays.stream(type.getEnumConstants()).map(this::write).toList();
    }
}
