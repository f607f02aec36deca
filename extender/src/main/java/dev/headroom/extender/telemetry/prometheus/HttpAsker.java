package dev.headroom.extender.telemetry.prometheus;

import dev.headroom.config.PrometheusSettings;
import dev.headroom.extender.telemetry.http.Trust;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Asks over HTTP: by POST, for queries are longer than addresses may be; without following redirects or proxies, for
 * a credential goes along. An answer is read as it comes, up to its bounds. Blocks its caller; thread-safe.
 */
final class HttpAsker implements Asker, AutoCloseable {

    private final HttpClient client;
    private final ScheduledExecutorService timer;
    private final String url;
    private final Duration timeout;
    private final int maxSeries;
    private final Access access;

    /**
     * @param timer ends answers that take too long; not closed here
     * @throws IOException if the certificates to believe cannot be read
     */
    HttpAsker(PrometheusSettings settings, ScheduledExecutorService timer) throws IOException {
        this.timer = timer;
        this.url = settings.url().replaceAll("/+$", "") + "/api/v1/";
        this.timeout = settings.timeout();
        this.maxSeries = settings.maxSeries();
        this.access = new Access(settings.access());
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .proxy(HttpClient.Builder.NO_PROXY)
                .connectTimeout(settings.connectTimeout())
                .sslContext(
                        settings.access().caFile().isEmpty()
                                ? Trust.byDefault()
                                : Trust.signedBy(Path.of(settings.access().caFile())))
                .executor(Executors.newVirtualThreadPerTaskExecutor())
                .build();
    }

    @Override
    public Answer ask(Query query, SeriesSink sink, long mostBytes) {
        return ask("query", form(query), query, sink, mostBytes);
    }

    @Override
    public Answer askRange(
            Query query, SeriesSink sink, long mostBytes, long fromMillis, long toMillis, long stepMillis) {
        String span = "&start=" + seconds(fromMillis) + "&end=" + seconds(toMillis) + "&step=" + seconds(stepMillis);
        return ask("query_range", form(query) + span, query, sink, mostBytes);
    }

    @Override
    public void close() {
        client.shutdownNow();
    }

    private Answer ask(String path, String form, Query query, SeriesSink sink, long mostBytes) {
        AtomicBoolean late = new AtomicBoolean();
        AnswerBody body = new AnswerBody(query.labels(), maxSeries, sink, mostBytes);
        try {
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + path))
                    .timeout(timeout)
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .header("Accept", "application/json")
                    .header("Accept-Encoding", "gzip")
                    .header("User-Agent", "headroom")
                    .POST(HttpRequest.BodyPublishers.ofString(form, StandardCharsets.US_ASCII));
            access.addTo(request);
            return exchange(request.build(), body, late);
        } catch (HttpTimeoutException e) {
            return new Answer.TimedOut(body.wireBytes());
        } catch (IOException e) {
            return late.get() ? new Answer.TimedOut(body.wireBytes()) : body.failed(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Answer.Failed("interrupted", body.wireBytes());
        }
    }

    private Answer exchange(HttpRequest request, AnswerBody body, AtomicBoolean late)
            throws IOException, InterruptedException {
        Deadline deadline = new Deadline(late);
        // HttpRequest.timeout ends with the headers; this bounds a body that drips, too.
        ScheduledFuture<?> due = timer.schedule(deadline, timeout.toMillis(), TimeUnit.MILLISECONDS);
        try {
            HttpResponse<InputStream> response = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream in = response.body()) {
                deadline.closes(in);
                String encoding = response.headers()
                        .firstValue("Content-Encoding")
                        .orElse("")
                        .toLowerCase(Locale.ROOT);
                return body.read(response.statusCode(), encoding, in);
            }
        } finally {
            due.cancel(false);
        }
    }

    private String form(Query query) {
        // A server of before 2024 does not know the limit and leaves it out; the reader keeps it in any case.
        return "query=" + URLEncoder.encode(query.promql(), StandardCharsets.UTF_8) + "&timeout=" + timeout.toMillis()
                + "ms&limit=" + (maxSeries + 1L);
    }

    private static String seconds(long millis) {
        return millis / 1000 + "." + String.format(Locale.ROOT, "%03d", millis % 1000);
    }

    /** Closes the body, on which its reader ends with an {@link IOException}. */
    private static final class Deadline implements Runnable {

        private final AtomicBoolean late;
        private InputStream body = InputStream.nullInputStream();

        Deadline(AtomicBoolean late) {
            this.late = late;
        }

        synchronized void closes(InputStream newBody) throws IOException {
            body = newBody;
            if (late.get()) {
                body.close();
            }
        }

        @Override
        public synchronized void run() {
            late.set(true);
            try {
                body.close();
            } catch (IOException e) {
                // Its reader notices by itself.
            }
        }
    }
}
