package dev.headroom.extender.http;

import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import org.jspecify.annotations.Nullable;

/** What to say about bytes that are no HTTP request. */
final class InvalidRequests {

    private InvalidRequests() {}

    /** @param cause why the decoder gave up; null if it does not say */
    static Refusal refusal(@Nullable Throwable cause, HttpLimits limits) {
        return switch (cause) {
            case TooLongHttpHeaderException tooLong ->
                Refusal.closing(431, "the headers have more than " + limits.maxHeaderBytes() + " bytes");
            case TooLongHttpLineException tooLong ->
                Refusal.closing(414, "the request line has more than " + limits.maxHeaderBytes() + " bytes");
            case null, default -> Refusal.closing(400, "this is no HTTP/1.1 request");
        };
    }
}
