package dev.headroom.config;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/** A kind of value with its bounds: reads it from the file, writes it into one, and says what is allowed. */
interface ValueType<T> {

    /**
     * @param path where the value stands, for problems
     * @return null if the value is not allowed; then {@code problems} has got at least one more
     */
    @Nullable
    T read(String path, JsonNode value, Problems problems);

    /** What may stand there, as it follows "allowed is". */
    String allowed();

    /** The value as one line of YAML. */
    String write(T value);
}
