package dev.headroom.extender.telemetry.names;

import dev.headroom.extender.telemetry.exposition.PrometheusText;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** The recorded expositions. */
final class Expositions {

    private Expositions() {}

    static String file(String name) {
        try (InputStream in = Expositions.class.getResourceAsStream("/expositions/" + name)) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
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
