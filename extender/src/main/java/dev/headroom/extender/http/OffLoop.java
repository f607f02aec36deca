package dev.headroom.extender.http;

import dev.headroom.extender.lifecycle.RateLimitedLog;
import io.vertx.core.Context;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.Semaphore;

/**
 * Makes handlers whose work may block or take long: it runs on a virtual thread, the answer is written by the event
 * loop. At most so many run at once; further requests get 503. Thread-safe.
 */
public final class OffLoop {

    /** Work for one request; it may read the routing context, and leaves writing to its caller. */
    @FunctionalInterface
    public interface Work {

        /** @throws Exception for an answer with status 500; it is logged */
        OpsAnswer answer(RoutingContext request) throws Exception;
    }

    private final Semaphore places;
    private final int atOnce;
    private final RateLimitedLog log;

    public OffLoop(int atOnce, RateLimitedLog log) {
        this.places = new Semaphore(atOnce);
        this.atOnce = atOnce;
        this.log = log;
    }

    public Handler<RoutingContext> handler(Work work) {
        return request -> start(request, work);
    }

    private void start(RoutingContext request, Work work) {
        if (!places.tryAcquire()) {
            write(request, OpsAnswer.error(503, atOnce + " such requests are being answered; try again"));
            return;
        }
        Context loop = request.vertx().getOrCreateContext();
        Thread.ofVirtual().name("headroom-ops").start(() -> {
            OpsAnswer answer;
            try {
                answer = answer(request, work);
            } finally {
                places.release();
            }
            loop.runOnContext(back -> write(request, answer));
        });
    }

    private OpsAnswer answer(RoutingContext request, Work work) {
        try {
            return work.answer(request);
        } catch (Throwable e) {
            // An error too, or the request would wait for an answer for ever.
            Route route = request.currentRoute();
            String path = route == null ? "a request" : String.valueOf(route.getPath());
            log.error("ops " + path + " " + e.getClass().getName(), "the answer to " + path + " failed", e);
            return OpsAnswer.error(
                    500, "failed inside Headroom: " + e.getClass().getSimpleName() + "; its log says more");
        }
    }

    /** Writes an answer, on the event loop. */
    static void write(RoutingContext request, OpsAnswer answer) {
        HttpServerResponse response = request.response();
        if (response.closed() || response.ended()) {
            return;
        }
        var unused = response.setStatusCode(answer.status())
                .putHeader(HttpHeaders.CONTENT_TYPE, answer.contentType())
                // Said here because Vert.x does not say it to HEAD.
                .putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(answer.body().length))
                .end(Buffer.buffer(answer.body()));
    }
}
