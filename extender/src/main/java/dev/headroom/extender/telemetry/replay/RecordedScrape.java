package dev.headroom.extender.telemetry.replay;

import dev.headroom.extender.telemetry.exposition.PrometheusText;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/** Reads files of the text format, one buffer after the other. Not thread-safe. */
final class RecordedScrape {

    static final long MOST_BYTES = 64 << 20;

    private final ByteBuffer buffer = ByteBuffer.allocate(1 << 16);

    /** @throws RecordingException if the file is larger than any exposition */
    void read(Path file, PrometheusText.Sink sink) throws IOException {
        PrometheusText text = new PrometheusText(sink);
        try (FileChannel channel = FileChannel.open(file)) {
            if (channel.size() > MOST_BYTES) {
                throw new RecordingException(file + " has " + channel.size() + " bytes, allowed are " + MOST_BYTES);
            }
            buffer.clear();
            while (channel.read(buffer) >= 0) {
                text.read(buffer.flip());
                buffer.clear();
            }
        }
        text.end();
    }
}
