package dev.headroom.config;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A list of at most so many values of one type. */
record ListOf<T>(ValueType<T> element, int most) implements ValueType<List<T>> {

    @Override
    public @Nullable List<T> read(String path, JsonNode value, Problems problems) {
        if (!value.isArray() || value.size() > most) {
            problems.add(path, value, allowed());
            return null;
        }
        List<T> elements = new ArrayList<>();
        for (int i = 0; i < value.size(); i++) {
            T read = element.read(path + "[" + i + "]", value.get(i), problems);
            if (read != null) {
                elements.add(read);
            }
        }
        return elements;
    }

    @Override
    public String allowed() {
        return "a list of at most " + most + ", each " + element.allowed();
    }

    @Override
    public String write(List<T> value) {
        return value.stream().map(element::write).collect(Collectors.joining(", ", "[", "]"));
    }
}
