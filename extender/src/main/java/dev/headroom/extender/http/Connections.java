package dev.headroom.extender.http;

import dev.headroom.runtime.Ticker;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.impl.HttpServerConnection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The open connections of one server: how many there may be, and how long one may take to send a request. */
final class Connections {

    /** Is told what happens to connections, on the event loop. */
    interface Observer {
        void opened();

        void closed();

        void closedLate();

        void closedTooMany();
    }

    private final Map<HttpConnection, ReadClock> clocks = new HashMap<>();
    private final int most;
    private final long deadlineNanos;
    private final Ticker ticker;
    private final Observer observer;

    Connections(HttpLimits limits, Ticker ticker, Observer observer) {
        this.most = limits.maxConnections();
        this.deadlineNanos = limits.readDeadline().toNanos();
        this.ticker = ticker;
        this.observer = observer;
    }

    /** Takes a new connection in, or closes it. */
    void accept(HttpConnection connection) {
        if (clocks.size() >= most) {
            observer.closedTooMany();
            var unused = connection.close();
            return;
        }
        ReadClock clock = new ReadClock(ticker);
        // Vert.x has no deadline for a head that comes byte by byte, and its public interface does not show the bytes.
        ((HttpServerConnection) connection).channelHandlerContext().pipeline().addFirst(clock);
        clocks.put(connection, clock);
        observer.opened();
        connection.closeHandler(gone -> {
            if (clocks.remove(connection) != null) {
                observer.closed();
            }
        });
    }

    /** A request's head has arrived. */
    void requestBegan(HttpConnection connection) {
        ReadClock clock = clocks.get(connection);
        if (clock != null) {
            clock.start();
        }
    }

    /** A request has been read to its end. */
    void requestRead(HttpConnection connection) {
        ReadClock clock = clocks.get(connection);
        if (clock != null) {
            clock.stop();
        }
    }

    /** Closes the connections whose request is late. To be called regularly. */
    void closeLate() {
        long now = ticker.nanos();
        List<HttpConnection> late = new ArrayList<>(0);
        clocks.forEach((connection, clock) -> {
            if (clock.isLate(now, deadlineNanos)) {
                late.add(connection);
            }
        });
        for (HttpConnection connection : late) {
            observer.closedLate();
            var unused = connection.close();
        }
    }
}
