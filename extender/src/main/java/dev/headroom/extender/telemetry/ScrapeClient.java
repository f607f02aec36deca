package dev.headroom.extender.telemetry;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Fetches one target's metrics without following redirects or proxies, so that a pod cannot send it elsewhere. */
public final class ScrapeClient implements AutoCloseable {

    private final HttpClient client;
    private final ScheduledExecutorService timer;
    private final Duration timeout;
    private final int maxBodyBytes;
    private final InstantSource clock;

    /**
     * @param timer ends scrapes that take too long; not closed here
     * @param maxBodyBytes what of an answer is read at most
     */
    public ScrapeClient(ScheduledExecutorService timer, Duration timeout, int maxBodyBytes, InstantSource clock) {
        this.timer = timer;
        this.timeout = timeout;
        this.maxBodyBytes = maxBodyBytes;
        this.clock = clock;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .proxy(HttpClient.Builder.NO_PROXY)
                .connectTimeout(timeout)
                .executor(Executors.newVirtualThreadPerTaskExecutor())
                .build();
    }

    /** Never completes exceptionally, and not later than the time-out, connection and whole body included. */
    public CompletableFuture<Scraped> scrape(String url, ScrapeAnswer answer) {
        HttpRequest request;
        try {
            request = HttpRequest.newBuilder(URI.create(url))
                    .header("Accept", "text/plain;version=0.0.4")
                    .GET()
                    .build();
        } catch (IllegalArgumentException e) {
            return CompletableFuture.completedFuture(new Scraped.Failed("URL " + url + ": " + e.getMessage()));
        }
        CompletableFuture<HttpResponse<Scraped>> exchange = client.sendAsync(request, head -> bodyOf(head, answer));
        // HttpRequest.timeout ends with the headers; this bounds a body that drips, too.
        ScheduledFuture<?> deadline =
                timer.schedule(() -> exchange.cancel(true), timeout.toMillis(), TimeUnit.MILLISECONDS);
        return exchange.handle((response, failure) -> {
            deadline.cancel(false);
            return failure == null ? response.body() : failed(failure);
        });
    }

    @Override
    public void close() {
        client.shutdownNow();
    }

    private HttpResponse.BodySubscriber<Scraped> bodyOf(HttpResponse.ResponseInfo head, ScrapeAnswer answer) {
        return head.statusCode() == 200
                ? new ScrapeBody(answer, maxBodyBytes, clock)
                : HttpResponse.BodySubscribers.replacing(new Scraped.Status(head.statusCode()));
    }

    private static Scraped failed(Throwable failure) {
        @Nullable
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return cause instanceof CancellationException || cause instanceof HttpTimeoutException
                ? new Scraped.TimedOut()
                : new Scraped.Failed(String.valueOf(cause));
    }
}
