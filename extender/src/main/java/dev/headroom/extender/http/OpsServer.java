package dev.headroom.extender.http;

import dev.headroom.config.HeadroomConfiguration;
import dev.headroom.extender.lifecycle.RateLimitedLog;
import dev.headroom.runtime.Ticker;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The port for people and for what watches the process: {@code /metrics}, {@code /livez}, {@code /readyz}, and the
 * routes that others add. It has an event loop of its own, so it answers while the verbs' loop does not.
 */
public final class OpsServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(OpsServer.class);
    private static final int SCRAPES_AT_ONCE = 4;

    private final SingleLoop loop;
    private final HttpServer server;

    private OpsServer(SingleLoop loop, HttpServer server) {
        this.loop = loop;
        this.server = server;
    }

    /**
     * What is asked of other parts. All of it is called by the operations port's event loop and must not block.
     *
     * @param alive whether the verbs' event loop turns
     * @param conditions that make the process ready when all hold
     * @param routes adds routes for GET; HEAD follows from them. A handler that may block is made by {@link OffLoop}
     */
    public record Parts(BooleanSupplier alive, List<Condition> conditions, Consumer<Router> routes) {
        public Parts {
            conditions = List.copyOf(conditions);
        }
    }

    /**
     * Listens when it returns.
     *
     * @param registry of which {@code /metrics} tells
     * @param ticker measures deadlines
     * @throws IllegalArgumentException if a value of the configuration is not allowed; names it
     * @throws IllegalStateException if the port cannot be had; names it
     */
    public static OpsServer start(
            HeadroomConfiguration.Server configuration, PrometheusMeterRegistry registry, Parts parts, Ticker ticker) {
        HttpLimits limits = HttpLimits.ofOps(configuration);
        Connections connections = new Connections(limits, ticker, new ConnectionMeters(registry, "ops"));
        RateLimitedLog log = RateLimitedLog.perMinute(LOG, ticker);
        SingleLoop loop = SingleLoop.open();
        Router router = Router.router(loop.vertx());
        router.route()
                .handler(new OpsGate(limits))
                .handler(new HostAllowList(configuration.allowedHosts()))
                .failureHandler(failed -> fail(failed, log));
        router.get("/livez").handler(request -> live(request, parts.alive().getAsBoolean()));
        router.get("/readyz").handler(request -> ready(request, Readiness.of(parts.conditions())));
        router.get("/metrics")
                .handler(new OffLoop(SCRAPES_AT_ONCE, log)
                        .handler(request ->
                                OpsAnswer.text(200, "text/plain; version=0.0.4; charset=utf-8", registry.scrape())));
        parts.routes().accept(router);
        router.route().handler(request -> OffLoop.write(request, OpsAnswer.error(404, "no such path")));
        HttpServer server = loop.createServer(limits)
                .connectionHandler(connections::accept)
                .requestHandler(request -> route(request, connections, router));
        loop.listen(server, "server.opsPort", configuration.opsHost(), configuration.opsPort());
        loop.every(Duration.ofMillis(100), connections::closeLate);
        return new OpsServer(loop, server);
    }

    private static void route(HttpServerRequest request, Connections connections, Router router) {
        // Whatever follows the head is not expected and starts the read deadline again.
        connections.requestRead(request.connection());
        router.handle(request);
    }

    private static void live(RoutingContext request, boolean alive) {
        OffLoop.write(request, OpsAnswer.json(alive ? 200 : 503, new Liveness(alive)));
    }

    private record Liveness(boolean alive) {}

    private static void ready(RoutingContext request, Readiness readiness) {
        OffLoop.write(request, OpsAnswer.json(readiness.ready() ? 200 : 503, readiness));
    }

    private static void fail(RoutingContext failed, RateLimitedLog log) {
        Throwable cause = failed.failure();
        if (cause == null) {
            OffLoop.write(failed, OpsAnswer.error(failed.statusCode(), "the request cannot be answered"));
            return;
        }
        log.error("ops " + cause.getClass().getName(), "a request to the operations port failed", cause);
        OffLoop.write(failed, OpsAnswer.error(500, "failed inside Headroom; its log says more"));
    }

    /** The port it listens on, also when the configuration said 0. */
    public int port() {
        return server.actualPort();
    }

    /** Stops at once, open event streams included. */
    @Override
    public void close() {
        loop.close(server, Duration.ZERO);
    }
}
