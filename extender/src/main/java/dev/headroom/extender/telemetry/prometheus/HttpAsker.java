package dev.headroom.extender.telemetry.prometheus;

import dev.headroom.config.PrometheusSettings;
import dev.headroom.extender.telemetry.http.BoundedExchange;
import dev.headroom.extender.telemetry.http.ClientCertificate;
import dev.headroom.extender.telemetry.http.Trust;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.ScheduledExecutorService;

/**
 * Asks over HTTP, by POST, for queries are longer than addresses may be. An answer is read as it comes, up to its
 * bounds. Blocks its caller; thread-safe.
 */
final class HttpAsker implements Asker, AutoCloseable {

    private final BoundedExchange exchange;
    private final String url;
    private final String bounds;
    private final int maxSeries;
    private final Access access;

    /**
     * @param timer ends answers that take too long; not closed here
     * @throws IOException if the certificates to believe or to show cannot be read
     */
    HttpAsker(PrometheusSettings settings, ScheduledExecutorService timer) throws IOException {
        String authorities = settings.access().caFile();
        ClientCertificate mine = new ClientCertificate(
                settings.access().certFile(), settings.access().keyFile());
        this.exchange = new BoundedExchange(
                authorities.isEmpty() ? Trust.byDefault(mine) : Trust.signedBy(Path.of(authorities), mine),
                settings.connectTimeout(),
                settings.timeout(),
                timer);
        this.url = settings.url().replaceAll("/+$", "") + "/api/v1/";
        this.maxSeries = settings.maxSeries();
        // A server of before 2024 does not know the limit and leaves it out; the reader keeps it in any case.
        this.bounds = "&timeout=" + settings.timeout().toMillis() + "ms&limit=" + (maxSeries + 1L);
        this.access = new Access(settings.access());
    }

    @Override
    public Answer ask(Query query, SeriesSink sink, long mostBytes) {
        return ask("query", "", query, sink, mostBytes);
    }

    @Override
    public Answer askRange(
            Query query, SeriesSink sink, long mostBytes, long fromMillis, long toMillis, long stepMillis) {
        String span = "&start=" + seconds(fromMillis) + "&end=" + seconds(toMillis) + "&step=" + seconds(stepMillis);
        return ask("query_range", span, query, sink, mostBytes);
    }

    @Override
    public void close() {
        exchange.close();
    }

    private Answer ask(String path, String span, Query query, SeriesSink sink, long mostBytes) {
        AnswerBody body = new AnswerBody(query.labels(), maxSeries, sink, mostBytes);
        try {
            String form = "query=" + URLEncoder.encode(query.promql(), StandardCharsets.UTF_8) + bounds + span;
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + path))
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .header("Accept", "application/json")
                    .header("Accept-Encoding", "gzip")
                    .header("User-Agent", "headroom")
                    .POST(HttpRequest.BodyPublishers.ofString(form, StandardCharsets.US_ASCII));
            access.addTo(request);
            return exchange.send(
                    request,
                    (status, headers, in) -> body.read(
                            status,
                            headers.firstValue("Content-Encoding").orElse("").toLowerCase(Locale.ROOT),
                            in));
        } catch (HttpConnectTimeoutException e) {
            return new Answer.Failed("no connection in time", body.wireBytes());
        } catch (HttpTimeoutException e) {
            return new Answer.TimedOut(body.wireBytes());
        } catch (IOException e) {
            return body.failed(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Answer.Failed("interrupted", body.wireBytes());
        }
    }

    private static String seconds(long millis) {
        return millis / 1000 + "." + String.format(Locale.ROOT, "%03d", millis % 1000);
    }
}
