package dev.headroom.extender.http;

import dev.headroom.runtime.Ticker;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/**
 * Knows since when a connection has been sending one request. It stands before the HTTP decoder, because that passes
 * nothing on before a request's head is complete. Used by the connection's event loop.
 */
final class ReadClock extends ChannelInboundHandlerAdapter {

    private final Ticker ticker;
    private boolean running;
    private long startedAt;

    ReadClock(Ticker ticker) {
        this.ticker = ticker;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        start();
        ctx.fireChannelRead(message);
    }

    /** A request is being read, at the latest since now. */
    void start() {
        if (!running) {
            running = true;
            startedAt = ticker.nanos();
        }
    }

    /** The request is read; until the next byte the connection is idle. */
    void stop() {
        running = false;
    }

    /** Whether the request under way has taken longer than this. */
    boolean isLate(long now, long deadlineNanos) {
        return running && now - startedAt > deadlineNanos;
    }
}
