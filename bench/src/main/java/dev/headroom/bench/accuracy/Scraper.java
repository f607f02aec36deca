package dev.headroom.bench.accuracy;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** Gets expositions, and nothing where a program does not answer in time. Thread-safe. */
final class Scraper {

    /** As long as a scrape may take, its body included. */
    static final Duration TIMEOUT = Duration.ofSeconds(2);

    private static final byte[] FAILED = {};

    private final HttpClient client;

    Scraper(Executor executor) {
        client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(TIMEOUT)
                .executor(executor)
                .build();
    }

    /** The body, or no bytes where the scrape failed; the future never fails. */
    CompletableFuture<byte[]> scrape(String url) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + "/metrics"))
                .timeout(TIMEOUT)
                .build();
        CompletableFuture<HttpResponse<byte[]>> answer =
                client.sendAsync(request, HttpResponse.BodyHandlers.ofByteArray());
        return answer.thenApply(Scraper::body)
                .orTimeout(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)
                .exceptionally(failure -> {
                    answer.cancel(true);
                    return FAILED;
                });
    }

    private static byte[] body(HttpResponse<byte[]> response) {
        return response.statusCode() == 200 ? response.body() : FAILED;
    }

    void close() {
        client.shutdownNow();
    }
}
