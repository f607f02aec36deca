package dev.headroom.extender.ops;

import dev.headroom.extender.decisions.ExplanationJson;
import dev.headroom.extender.http.OpsGate;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code GET /api/stream}: server-sent events, one per second, the same bytes for every reader. At most
 * {@value #CLIENTS} readers; one whose socket does not empty within a second is dropped, and its browser comes back for
 * the whole picture. Used by the event loop of the operations port.
 */
final class EventStream implements Handler<RoutingContext>, AutoCloseable {

    static final int CLIENTS = 32;

    private static final String CONTENT_TYPE = "text/event-stream; charset=utf-8";
    private static final long PERIOD_MILLIS = 1_000;
    /** How long a browser waits before it asks again. */
    private static final String RETRY = "retry: 2000\n";

    private final StreamFrames frames;
    private final List<HttpServerResponse> clients = new ArrayList<>();
    private final Counter dropped;

    /** Ends the timer that runs while somebody reads. */
    private Runnable stopTimer = () -> {};

    EventStream(StreamFrames frames, MeterRegistry meters) {
        this.frames = frames;
        this.dropped = Counter.builder("headroom.page.dropped.clients")
                .description("Readers of the page's stream that could not follow")
                .register(meters);
        Gauge.builder("headroom.page.clients", this, EventStream::size)
                .description("Readers of the page's stream")
                .register(meters);
    }

    @Override
    public synchronized void handle(RoutingContext context) {
        new Query(context.queryParams());
        if (OpsGate.isHead(context)) {
            context.response().putHeader(HttpHeaders.CONTENT_TYPE, CONTENT_TYPE).end();
            return;
        }
        if (clients.size() >= CLIENTS) {
            throw new BadQueryException(
                    503,
                    CLIENTS + " readers follow the stream already, allowed are no more; /api/status is not limited");
        }
        HttpServerResponse response = context.response();
        response.setChunked(true)
                .putHeader(HttpHeaders.CONTENT_TYPE, CONTENT_TYPE)
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.closeHandler(nothing -> remove(response));
        response.exceptionHandler(e -> remove(response));
        if (clients.isEmpty()) {
            frames.next(); // Nobody looked for a while.
            stopTimer.run(); // The last reader may have left within this second.
            Vertx vertx = context.vertx();
            long timer = vertx.setPeriodic(PERIOD_MILLIS, id -> tick());
            stopTimer = () -> vertx.cancelTimer(timer);
        }
        clients.add(response);
        var unused = response.write(frame(RETRY, frames.full()));
    }

    @Override
    public synchronized void close() {
        stopTimer.run();
        clients.forEach(HttpServerResponse::end);
        clients.clear();
    }

    synchronized int size() {
        return clients.size();
    }

    /** Also without news: the time in it is what tells a browser that the connection lives. */
    synchronized void tick() {
        if (clients.isEmpty()) {
            stopTimer.run();
            return;
        }
        Buffer frame = frame("", frames.next());
        for (HttpServerResponse client : List.copyOf(clients)) {
            if (client.writeQueueFull()) {
                dropped.increment();
                clients.remove(client);
                client.reset();
            } else {
                var unused = client.write(frame);
            }
        }
    }

    private synchronized void remove(HttpServerResponse response) {
        clients.remove(response);
    }

    private static Buffer frame(String before, StreamEvent event) {
        return Buffer.buffer(before)
                .appendString("event: second\ndata: ")
                .appendBytes(ExplanationJson.write(event))
                .appendBytes("\n\n".getBytes(StandardCharsets.UTF_8));
    }
}
