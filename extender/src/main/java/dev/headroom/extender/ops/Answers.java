package dev.headroom.extender.ops;

import dev.headroom.extender.decisions.ExplanationJson;
import dev.headroom.extender.http.OpsAnswer;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes JSON answers. An error is {@code {"error":"…"}} with what was wrong and what is allowed. */
final class Answers {

    private static final Logger log = LoggerFactory.getLogger(Answers.class);

    private Answers() {}

    static void json(RoutingContext context, Object record) {
        end(context, 200, ExplanationJson.write(record));
    }

    static void failed(RoutingContext context, int status, String message) {
        end(context, status, OpsAnswer.error(status, message).body());
    }

    /** Turns what the handler throws into an answer. */
    static Handler<RoutingContext> guarded(Handler<RoutingContext> handler) {
        return context -> {
            try {
                handler.handle(context);
            } catch (RuntimeException e) {
                failed(context, e);
            }
        };
    }

    static void failed(RoutingContext context, Throwable cause) {
        if (cause instanceof BadQueryException bad) {
            failed(context, bad.status(), String.valueOf(bad.getMessage()));
        } else {
            log.warn("{} failed: {}", context.request().path(), cause.toString(), cause);
            failed(context, 500, "This is a defect of Headroom; its log says more");
        }
    }

    private static void end(RoutingContext context, int status, byte[] json) {
        HttpServerResponse response = context.response();
        if (response.ended() || response.closed()) {
            return;
        }
        response.setStatusCode(status)
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json; charset=utf-8")
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        var unused = response.end(Buffer.buffer(json));
    }
}
