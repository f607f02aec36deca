package dev.headroom.extender.telemetry.prometheus;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.headroom.extender.telemetry.http.LimitedStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** Makes an {@link Answer} of what comes over the wire. For one answer. */
final class AnswerBody {

    /** A text of names and digits shrinks by about 15; what shrinks more was made to. */
    private static final long MOST_EXPANSION = 100;

    private static final int BUFFER = 65_536;
    private static final int LONGEST_ERROR = 65_536;

    private final List<String> labels;
    private final int mostSeries;
    private final SeriesSink sink;
    private final long mostBytes;
    private volatile LimitedStream wire;

    AnswerBody(List<String> labels, int mostSeries, SeriesSink sink, long mostBytes) {
        this.labels = labels;
        this.mostSeries = mostSeries;
        this.sink = sink;
        this.mostBytes = mostBytes;
        this.wire = new LimitedStream(InputStream.nullInputStream(), "the answer", mostBytes);
    }

    long wireBytes() {
        return wire.count();
    }

    /** @param encoding of the content, lower case; empty for none */
    Answer read(int status, String encoding, InputStream body) throws IOException {
        wire = new LimitedStream(body, "the answer", mostBytes);
        InputStream plain = wire;
        if (encoding.equals("gzip")) {
            plain = new LimitedStream(
                    new GZIPInputStream(wire, BUFFER), "the unpacked answer", mostBytes * MOST_EXPANSION);
        } else if (!encoding.isEmpty() && !encoding.equals("identity")) {
            return new Answer.Malformed("it is encoded as " + encoding + ", allowed is gzip", wireBytes());
        }
        if (status != 200) {
            return refused(status, plain);
        }
        AnswerReader.Summary summary = new AnswerReader(new LabelRow(labels), mostSeries, sink).read(plain);
        if (summary.success() && !summary.partial().isEmpty()) {
            return new Answer.Partial(summary.partial(), wireBytes());
        }
        return summary.success()
                ? new Answer.Read(summary.series(), wireBytes(), summary.atMillis(), summary.warnings())
                : new Answer.Refused(status, summary.errorType(), summary.error(), wireBytes());
    }

    Answer failed(IOException e) {
        return switch (e) {
            case LimitedStream.TooLong tooLong -> new Answer.TooLarge(String.valueOf(e.getMessage()), wireBytes());
            case AnswerReader.TooManySeries tooMany -> new Answer.TooLarge(String.valueOf(e.getMessage()), wireBytes());
            case JsonProcessingException json ->
                new Answer.Malformed("the answer is no JSON of this API: " + json.getOriginalMessage(), wireBytes());
            case ZipException zip -> new Answer.Malformed("the answer is no gzip: " + zip.getMessage(), wireBytes());
            case AnswerReader.Unexpected unexpected ->
                new Answer.Malformed("the answer is not of this API: " + unexpected.getMessage(), wireBytes());
            default -> new Answer.Failed(describe(e), wireBytes());
        };
    }

    /** Prometheus explains a refusal in JSON; what stands before it may do so in any form. */
    private Answer refused(int status, InputStream body) throws IOException {
        byte[] text = body.readNBytes(LONGEST_ERROR);
        try {
            AnswerReader.Summary summary =
                    new AnswerReader(new LabelRow(List.of()), 0, NOTHING).read(new ByteArrayInputStream(text));
            return new Answer.Refused(status, summary.errorType(), summary.error(), wireBytes());
        } catch (IOException e) {
            String plain = new String(text, 0, Math.min(text.length, 200), StandardCharsets.UTF_8);
            return new Answer.Refused(
                    status, "", plain.replaceAll("\\p{Cntrl}+", " ").strip(), wireBytes());
        }
    }

    private static String describe(IOException e) {
        String message = e.getMessage();
        return e.getClass().getSimpleName() + (message == null ? "" : ": " + message);
    }

    private static final SeriesSink NOTHING = new SeriesSink() {

        @Override
        public void series(LabelRow row) {}

        @Override
        public void point(long atMillis, double value) {}
    };
}
