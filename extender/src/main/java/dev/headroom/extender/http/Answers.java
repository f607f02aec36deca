package dev.headroom.extender.http;

import io.netty.buffer.Unpooled;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.internal.buffer.BufferInternal;

/**
 * Writes answers: in one piece, with {@code Content-Length}, so that kube-scheduler uses the connection again. While the
 * process stops, every answer closes its connection.
 */
final class Answers {

    private static final CharSequence JSON = HttpHeaders.createOptimized("application/json");
    private static final CharSequence CLOSE = HttpHeaders.createOptimized("close");
    private static final CharSequence POST = HttpHeaders.createOptimized("POST");
    private static final CharSequence IDENTITY = HttpHeaders.createOptimized("identity");

    private boolean draining;

    /** From now on answers say that their connection is closed. */
    void drain() {
        draining = true;
    }

    /** @param json belongs to the answer from now on */
    void ok(HttpServerRequest request, byte[] json) {
        HttpServerResponse response = request.response();
        if (draining) {
            response.putHeader(HttpHeaders.CONNECTION, CLOSE);
        }
        var unused = end(response, json);
    }

    /** Writes why; closing the connection is left to the caller. */
    Future<Void> refuse(HttpServerRequest request, Refusal refusal) {
        HttpServerResponse response = request.response().setStatusCode(refusal.code());
        if (draining || refusal.close()) {
            response.putHeader(HttpHeaders.CONNECTION, CLOSE);
        }
        if (refusal.code() == 405) {
            response.putHeader(HttpHeaders.ALLOW, POST);
        } else if (refusal.code() == 415) {
            response.putHeader(HttpHeaders.ACCEPT_ENCODING, IDENTITY);
        }
        return end(response, ErrorBody.of(refusal.message()));
    }

    private static Future<Void> end(HttpServerResponse response, byte[] json) {
        response.putHeader(HttpHeaders.CONTENT_TYPE, JSON);
        // Wrapped, not copied; Vert.x sets Content-Length.
        return response.end(BufferInternal.buffer(Unpooled.wrappedBuffer(json)));
    }
}
