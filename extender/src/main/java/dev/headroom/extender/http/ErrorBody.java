package dev.headroom.extender.http;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.nio.charset.StandardCharsets;

/** The body of an answer that is not 200: {@code {"error":"…"}}. */
final class ErrorBody {

    /** Long enough for what we say ourselves; what is quoted of a request must not come back whole. */
    private static final int MAX_CHARS = 1_000;

    private ErrorBody() {}

    static byte[] of(String message) {
        String text = message.length() <= MAX_CHARS ? message : message.substring(0, MAX_CHARS) + "…";
        StringBuilder json = new StringBuilder(text.length() + 16).append("{\"error\":\"");
        JsonStringEncoder.getInstance().quoteAsString(text, json);
        return json.append("\"}\n").toString().getBytes(StandardCharsets.UTF_8);
    }
}
