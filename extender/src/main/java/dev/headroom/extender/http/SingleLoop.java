package dev.headroom.extender.http;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An event loop of its own: what hangs on one port does not stop the other. Its methods may be called by any thread. */
final class SingleLoop {

    private static final Logger LOG = LoggerFactory.getLogger(SingleLoop.class);
    private static final Duration START_LIMIT = Duration.ofSeconds(30);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(5);
    private static final String NETTY_ALLOCATOR = "io.netty.allocator.type";
    private static final int CHUNK_BYTES = 64 * 1024;

    private final Vertx vertx;
    private final Context context;
    private final AtomicBoolean closed = new AtomicBoolean();

    private SingleLoop(Vertx vertx) {
        this.vertx = vertx;
        this.context = vertx.getOrCreateContext();
    }

    static SingleLoop open() {
        // Before Netty looks. Its default allocator gives memory back with every few bodies, and from JDK 25 on giving
        // direct memory back stops all threads for a moment: about 12 % of this loop's samples.
        if (System.getProperty(NETTY_ALLOCATOR) == null) {
            System.setProperty(NETTY_ALLOCATOR, "pooled");
        }
        return new SingleLoop(Vertx.vertx(new VertxOptions()
                .setEventLoopPoolSize(1)
                // Without these Vert.x wants a writable folder for a cache of files.
                .setFileSystemOptions(
                        new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false))));
    }

    HttpServer createServer(HttpLimits limits) {
        return vertx.createHttpServer(new HttpServerOptions()
                // Over plain TCP kube-scheduler speaks HTTP/1.1 only, and a preface could be sent byte by byte.
                .setHttp2ClearTextEnabled(false)
                .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
                .setIdleTimeout(Math.toIntExact(limits.idleTimeout().toMillis()))
                .setMaxInitialLineLength(limits.maxHeaderBytes())
                .setMaxHeaderSize(limits.maxHeaderBytes())
                .setMaxChunkSize(CHUNK_BYTES)
                .setHandle100ContinueAutomatically(false)
                .setCompressionSupported(false)
                .setDecompressionSupported(false)
                .setTcpNoDelay(true));
    }

    Vertx vertx() {
        return vertx;
    }

    /**
     * Listens on this loop when it returns.
     *
     * @param name of the port in the configuration, for the error
     * @throws IllegalStateException if the port cannot be had; the loop is closed then
     */
    void listen(HttpServer server, String name, String host, int port) {
        Future<HttpServer> listening = Future.future(
                promise -> context.runOnContext(go -> server.listen(port, host).onComplete(promise)));
        try {
            var unused = await(listening, START_LIMIT);
        } catch (ExecutionException | TimeoutException e) {
            closeVertx();
            Throwable cause = e instanceof ExecutionException && e.getCause() != null ? e.getCause() : e;
            throw new IllegalStateException(
                    name + ": cannot listen on " + host + " port " + port + ": " + cause.getMessage()
                            + ". Maybe another process listens there; ss -ltnp shows it.",
                    cause);
        }
    }

    /** Runs a task now and again after each interval. */
    void every(Duration interval, Runnable task) {
        context.runOnContext(go -> vertx.setPeriodic(0, interval.toMillis(), timer -> task.run()));
    }

    void run(Runnable task) {
        context.runOnContext(go -> task.run());
    }

    /**
     * Closes the server, then the loop. Blocks. Only the first call does something.
     *
     * @param limit how long requests that have begun are waited for
     */
    void close(HttpServer server, Duration limit) {
        if (closed.compareAndSet(false, true)) {
            stop(server.shutdown(limit), limit.plus(STOP_LIMIT));
            closeVertx();
        }
    }

    private void closeVertx() {
        stop(vertx.close(), STOP_LIMIT);
    }

    private static void stop(Future<Void> stopping, Duration limit) {
        try {
            var unused = await(stopping, limit);
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("a server did not stop by itself within {} ms", limit.toMillis(), e);
        }
    }

    private static <T> T await(Future<T> future, Duration limit) throws ExecutionException, TimeoutException {
        try {
            return future.toCompletionStage().toCompletableFuture().get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TimeoutException("interrupted");
        }
    }
}
