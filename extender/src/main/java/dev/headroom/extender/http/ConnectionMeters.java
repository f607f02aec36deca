package dev.headroom.extender.http;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicInteger;

/** The meters of one port's connections. Tag {@code port}: verbs, ops. */
final class ConnectionMeters implements Connections.Observer {

    /** Connections that are open now. */
    static final String OPEN = "headroom.connections.open";

    /** Connections that the server closed by itself. Tag {@code reason}: read_deadline, too_many. */
    static final String CLOSED = "headroom.connections.closed";

    private final AtomicInteger open = new AtomicInteger();
    private final Counter late;
    private final Counter tooMany;

    ConnectionMeters(MeterRegistry registry, String port) {
        Gauge.builder(OPEN, open, AtomicInteger::get)
                .description("Connections that are open")
                .tag("port", port)
                .register(registry);
        late = closed(registry, port, "read_deadline");
        tooMany = closed(registry, port, "too_many");
    }

    private static Counter closed(MeterRegistry registry, String port, String reason) {
        return Counter.builder(CLOSED)
                .description("Connections that the server closed by itself")
                .tag("port", port)
                .tag("reason", reason)
                .register(registry);
    }

    @Override
    public void opened() {
        open.incrementAndGet();
    }

    @Override
    public void closed() {
        open.decrementAndGet();
    }

    @Override
    public void closedLate() {
        late.increment();
    }

    @Override
    public void closedTooMany() {
        tooMany.increment();
    }
}
