package dev.headroom.extender.http;

import dev.headroom.config.HeadroomConfiguration;
import dev.headroom.extender.lifecycle.Heartbeat;
import dev.headroom.extender.lifecycle.RateLimitedLog;
import dev.headroom.extender.verbs.Verbs;
import dev.headroom.runtime.Ticker;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The port that kube-scheduler calls: one event loop, so that {@link Verbs} is called by one thread. Answers always have
 * a {@code Content-Length}; errors are {@code {"error":"…"}}.
 */
public final class VerbsServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(VerbsServer.class);

    private final SingleLoop loop;
    private final HttpServer server;
    private final Answers answers;
    private final Ticker ticker;

    private VerbsServer(SingleLoop loop, HttpServer server, Answers answers, Ticker ticker) {
        this.loop = loop;
        this.server = server;
        this.answers = answers;
        this.ticker = ticker;
    }

    /**
     * Listens when it returns.
     *
     * @param heartbeat beaten by the event loop every 100 ms
     * @param ticker measures durations and deadlines
     * @throws IllegalArgumentException if a value of the configuration is not allowed; names it
     * @throws IllegalStateException if the port cannot be had; names it
     */
    public static VerbsServer start(
            HeadroomConfiguration.Server configuration,
            Verbs verbs,
            MeterRegistry registry,
            Heartbeat heartbeat,
            Ticker ticker) {
        return start(configuration, HttpLimits.ofVerbs(configuration), verbs, registry, heartbeat, ticker);
    }

    static VerbsServer start(
            HeadroomConfiguration.Server configuration,
            HttpLimits limits,
            Verbs verbs,
            MeterRegistry registry,
            Heartbeat heartbeat,
            Ticker ticker) {
        HttpMeters meters = new HttpMeters(registry);
        Connections connections = new Connections(limits, ticker, new ConnectionMeters(registry, "verbs"));
        Answers answers = new Answers();
        RateLimitedLog log = RateLimitedLog.perMinute(LOG, ticker);
        ExchangeScope scope = new ExchangeScope(
                verbs,
                limits,
                meters,
                connections,
                new BodyBuffers(limits.maxBodyBytes(), limits.maxBufferedBytes()),
                answers,
                ticker,
                log);
        SingleLoop loop = SingleLoop.open();
        HttpServer server = loop.createServer(limits)
                .connectionHandler(connections::accept)
                .exceptionHandler(failure -> connectionFailed(failure, heartbeat, log))
                .invalidRequestHandler(request -> refuseInvalid(scope, request))
                .requestHandler(new VerbsHandler(scope));
        loop.every(Duration.ofMillis(100), () -> {
            heartbeat.beat();
            connections.closeLate();
        });
        loop.listen(server, "server.verbsPort", configuration.host(), configuration.verbsPort());
        return new VerbsServer(loop, server, answers, ticker);
    }

    /** Running out of direct memory does not end a JVM by itself, so the heart stops and the watchdog ends it. */
    private static void connectionFailed(Throwable failure, Heartbeat heartbeat, RateLimitedLog log) {
        if (failure instanceof OutOfMemoryError) {
            heartbeat.stop();
            log.error("memory", "no memory left for connections; the process will be ended", failure);
        }
    }

    private static void refuseInvalid(ExchangeScope scope, HttpServerRequest request) {
        Refusal refusal = InvalidRequests.refusal(request.decoderResult().cause(), scope.limits());
        scope.meters().refused(null, refusal.code());
        var unused = scope.answers().refuse(request, refusal);
    }

    /** The port it listens on, also when the configuration said 0. */
    public int port() {
        return server.actualPort();
    }

    /**
     * Stops politely: takes no new connection, closes idle ones, answers what has begun, saying that the connection
     * ends. Blocks until that is done, at most for the limit, then closes what is left.
     *
     * @return whether all was answered in time
     */
    public boolean drain(Duration limit) {
        long startedAt = ticker.nanos();
        loop.run(answers::drain);
        loop.close(server, limit);
        return ticker.nanos() - startedAt < limit.toNanos();
    }

    /** Stops at once. Without effect after {@link #drain}. */
    @Override
    public void close() {
        loop.close(server, Duration.ZERO);
    }
}
