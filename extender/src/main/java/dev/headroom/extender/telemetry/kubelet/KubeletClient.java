package dev.headroom.extender.telemetry.kubelet;

import dev.headroom.config.KubeletSettings;
import dev.headroom.extender.telemetry.exposition.PrometheusText;
import dev.headroom.extender.telemetry.http.BoundedExchange;
import dev.headroom.extender.telemetry.http.ClientCertificate;
import dev.headroom.extender.telemetry.http.LimitedStream;
import dev.headroom.extender.telemetry.http.SecretFile;
import dev.headroom.extender.telemetry.http.Trust;
import dev.headroom.extender.telemetry.names.ContainerLabels;
import dev.headroom.extender.telemetry.names.ContainerReadings;
import dev.headroom.extender.telemetry.names.NameTable;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.concurrent.ScheduledExecutorService;
import java.util.zip.GZIPInputStream;
import javax.net.ssl.SSLContext;

/** Asks kubelets for their metrics, and reads the pages as they come. Blocks its callers; thread-safe. */
final class KubeletClient implements AutoCloseable {

    private static final int BUFFER = 65_536;

    private final KubeletSettings settings;
    private final InstantSource clock;
    private final NameTable names;
    private final ContainerLabels labels;
    private final BoundedExchange exchange;

    /**
     * @param timer ends answers that take too long; not closed here
     * @throws IOException if the certificates to believe or to show cannot be read
     */
    KubeletClient(KubeletSettings settings, InstantSource clock, ScheduledExecutorService timer) throws IOException {
        this.settings = settings;
        this.clock = clock;
        this.names = NameTable.ofContainers().with(settings.names());
        KubeletSettings.Labels named = settings.labels();
        this.labels = new ContainerLabels(named.namespace(), named.pod(), named.container(), named.id());
        this.exchange = new BoundedExchange(trust(settings), settings.timeout(), settings.timeout(), timer);
    }

    /** Never throws. */
    KubeletAnswer get(KubeletTarget target, String path) {
        try {
            HttpRequest.Builder request = HttpRequest.newBuilder(target.uri(path))
                    .header("Accept", "text/plain;version=0.0.4")
                    .header("Accept-Encoding", "gzip")
                    .header("User-Agent", "headroom")
                    .GET();
            if (!settings.tokenFile().isEmpty()) {
                request.header("Authorization", "Bearer " + new SecretFile(Path.of(settings.tokenFile())).read());
            }
            long askedAt = clock.millis();
            return exchange.send(
                    request,
                    (status, headers, body) ->
                            status == 200 ? read(headers, body, askedAt) : new KubeletAnswer.Status(status));
        } catch (HttpTimeoutException e) {
            return new KubeletAnswer.TimedOut();
        } catch (LimitedStream.TooLong e) {
            return new KubeletAnswer.TooLarge(String.valueOf(e.getMessage()));
        } catch (IOException | IllegalArgumentException e) {
            return new KubeletAnswer.Failed(e.getClass().getSimpleName() + ": " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new KubeletAnswer.Failed("interrupted");
        }
    }

    @Override
    public void close() {
        exchange.close();
    }

    private KubeletAnswer read(HttpHeaders headers, InputStream body, long askedAt) throws IOException {
        String encoding = headers.firstValue("Content-Encoding").orElse("").toLowerCase(Locale.ROOT);
        // The bound holds on the wire and unpacked: what is small and grows without end is no page.
        InputStream wire = new LimitedStream(body, "the answer", settings.maxBodyBytes());
        InputStream plain = encoding.equals("gzip")
                ? new LimitedStream(new GZIPInputStream(wire, BUFFER), "the unpacked answer", settings.maxBodyBytes())
                : wire;
        ContainerReadings readings = new ContainerReadings(names, labels);
        PrometheusText text = new PrometheusText(readings);
        byte[] buffer = new byte[BUFFER];
        for (int length = plain.read(buffer); length >= 0; length = plain.read(buffer)) {
            text.read(ByteBuffer.wrap(buffer, 0, length));
        }
        text.end();
        return new KubeletAnswer.Read(readings, date(headers), askedAt, clock.millis());
    }

    private static long date(HttpHeaders headers) {
        try {
            return headers.firstValue("Date")
                    .map(date -> Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date))
                            .toEpochMilli())
                    .orElse(0L);
        } catch (DateTimeException e) {
            return 0;
        }
    }

    private static SSLContext trust(KubeletSettings settings) throws IOException {
        ClientCertificate mine = new ClientCertificate(settings.certFile(), settings.keyFile());
        if (settings.insecureSkipVerify()) {
            return Trust.anybody(mine);
        }
        return settings.caFile().isEmpty() ? Trust.byDefault(mine) : Trust.signedBy(Path.of(settings.caFile()), mine);
    }
}
