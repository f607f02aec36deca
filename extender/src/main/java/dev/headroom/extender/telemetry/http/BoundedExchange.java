package dev.headroom.extender.telemetry.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;

/**
 * Exchanges that end in time, connection and whole body included, and that follow neither redirects nor proxies, for a
 * credential goes along. Blocks its callers; thread-safe.
 */
public final class BoundedExchange implements AutoCloseable {

    /** Reads an answer as it comes. */
    public interface Reader<T> {

        /** @throws IOException if it breaks off, or has to be given up */
        T read(int status, HttpHeaders headers, InputStream body) throws IOException;
    }

    private final HttpClient client;
    private final ScheduledExecutorService timer;
    private final Duration timeout;

    /**
     * @param timer ends answers that take too long; not closed here
     * @param timeout of a whole exchange
     */
    public BoundedExchange(
            SSLContext trust, Duration connectTimeout, Duration timeout, ScheduledExecutorService timer) {
        this.timer = timer;
        this.timeout = timeout;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .proxy(HttpClient.Builder.NO_PROXY)
                .connectTimeout(connectTimeout)
                .sslContext(trust)
                .executor(Executors.newVirtualThreadPerTaskExecutor())
                .build();
    }

    /**
     * @param request without a time-out of its own
     * @throws HttpTimeoutException if not all came in time
     */
    public <T> T send(HttpRequest.Builder request, Reader<T> reader) throws IOException, InterruptedException {
        Deadline deadline = new Deadline();
        // HttpRequest.timeout ends with the headers; this bounds a body that drips, too.
        ScheduledFuture<?> due = timer.schedule(deadline, timeout.toMillis(), TimeUnit.MILLISECONDS);
        try {
            HttpResponse<InputStream> response =
                    client.send(request.timeout(timeout).build(), HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream in = response.body()) {
                deadline.closes(in);
                return reader.read(response.statusCode(), response.headers(), in);
            }
        } catch (IOException e) {
            if (deadline.isOver() && !(e instanceof HttpTimeoutException)) {
                HttpTimeoutException late = new HttpTimeoutException("no whole answer within " + timeout);
                late.initCause(e);
                throw late;
            }
            throw e;
        } finally {
            due.cancel(false);
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
    }

    /** Closes the body, on which its reader ends with an {@link IOException}. */
    private static final class Deadline implements Runnable {

        private InputStream body = InputStream.nullInputStream();
        private boolean over;

        synchronized void closes(InputStream newBody) throws IOException {
            body = newBody;
            if (over) {
                body.close();
            }
        }

        synchronized boolean isOver() {
            return over;
        }

        @Override
        public synchronized void run() {
            over = true;
            try {
                body.close();
            } catch (IOException e) {
                // Its reader notices by itself.
            }
        }
    }
}
