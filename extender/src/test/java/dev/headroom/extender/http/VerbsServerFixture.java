package dev.headroom.extender.http;

import dev.headroom.config.HeadroomConfiguration;
import dev.headroom.extender.lifecycle.Heartbeat;
import dev.headroom.extender.verbs.Verbs;
import dev.headroom.runtime.SystemClock;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A verbs server on a free port. */
final class VerbsServerFixture implements AutoCloseable {

    static final int MAX_BODY = 256 * 1024;

    static final HeadroomConfiguration.Server CONFIGURATION = new HeadroomConfiguration.Server(
            "127.0.0.1", "127.0.0.1", 0, 0, List.of(), MAX_BODY, Duration.ofSeconds(120), Duration.ofSeconds(30));

    final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    final Heartbeat heartbeat = new Heartbeat();
    final VerbsServer server;

    VerbsServerFixture(Verbs verbs) {
        this(verbs, HttpLimits.ofVerbs(CONFIGURATION));
    }

    VerbsServerFixture(Verbs verbs, HttpLimits limits) {
        server = VerbsServer.start(CONFIGURATION, limits, verbs, registry, heartbeat, new SystemClock());
    }

    static HttpLimits limits(Duration readDeadline, Duration idleTimeout, int maxConnections) {
        HttpLimits usual = HttpLimits.ofVerbs(CONFIGURATION);
        return new HttpLimits(
                usual.maxBodyBytes(),
                usual.maxBufferedBytes(),
                usual.maxHeaderBytes(),
                usual.maxHeaders(),
                maxConnections,
                readDeadline,
                idleTimeout);
    }

    RawClient connect() throws IOException {
        return new RawClient(server.port());
    }

    /** How many requests ended so. */
    double requests(String verb, String code) {
        return count(registry.find(HttpMeters.REQUESTS)
                .tag("verb", verb)
                .tag("code", code)
                .counter());
    }

    double closed(String reason) {
        return count(
                registry.find(ConnectionMeters.CLOSED).tag("reason", reason).counter());
    }

    double open() {
        return registry.get(ConnectionMeters.OPEN).gauge().value();
    }

    private static double count(@Nullable Counter counter) {
        return counter == null ? 0 : counter.count();
    }

    @Override
    public void close() {
        server.close();
    }
}
