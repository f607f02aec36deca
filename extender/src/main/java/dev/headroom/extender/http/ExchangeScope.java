package dev.headroom.extender.http;

import dev.headroom.extender.lifecycle.RateLimitedLog;
import dev.headroom.extender.verbs.Verbs;
import dev.headroom.runtime.Ticker;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;

/** What the exchanges of one server share. Confined to its event loop. */
record ExchangeScope(
        Verbs verbs,
        HttpLimits limits,
        HttpMeters meters,
        Connections connections,
        BodyBuffers buffers,
        Answers answers,
        Ticker ticker,
        RateLimitedLog log) {

    /** Whether the client sends its body only after it was told to go on. */
    static boolean expectsContinue(HttpServerRequest request) {
        return request.headers().contains(HttpHeaders.EXPECT, "100-continue", true);
    }

    Refusal tooLarge() {
        return Refusal.closing(
                413,
                "the body has more than " + limits.maxBodyBytes() + " bytes, the limit server.maxBodyBytes."
                        + " Maybe nodeCacheCapable is false in the extender's entry: with true only node names are sent.");
    }
}
