package dev.headroom.extender.telemetry.names;

import dev.headroom.extender.telemetry.exposition.PrometheusText;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.zip.GZIPInputStream;

/** The recorded expositions. */
final class Expositions {

    private Expositions() {}

    static String file(String name) {
        return new String(bytes("/expositions/" + name), StandardCharsets.UTF_8);
    }

    /** A file packed by gzip. */
    static String zipped(String resource) {
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes(resource)))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] bytes(String resource) {
        try (InputStream in = Expositions.class.getResourceAsStream(resource)) {
            return Objects.requireNonNull(in, resource).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void read(String text, PrometheusText.Sink sink) {
        PrometheusText reader = new PrometheusText(sink);
        reader.read(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
        reader.end();
    }
}
