package dev.headroom.extender.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * A whole answer of the operations port.
 *
 * @param status HTTP status
 * @param body not changed after it was handed over
 */
@SuppressWarnings("ArrayRecordComponent") // Compared by nobody.
public record OpsAnswer(int status, String contentType, byte[] body) {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    /** Status 200 and a value that Jackson can write, such as a record. */
    public static OpsAnswer json(Object value) {
        return json(200, value);
    }

    public static OpsAnswer json(int status, Object value) {
        try {
            return new OpsAnswer(status, "application/json", MAPPER.writeValueAsBytes(value));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@code {"error":"…"}}. */
    public static OpsAnswer error(int status, String message) {
        return new OpsAnswer(status, "application/json", ErrorBody.of(message));
    }

    public static OpsAnswer text(int status, String contentType, String text) {
        return new OpsAnswer(status, contentType, text.getBytes(StandardCharsets.UTF_8));
    }
}
