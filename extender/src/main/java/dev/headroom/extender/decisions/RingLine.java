package dev.headroom.extender.decisions;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.zip.Deflater;
import java.util.zip.InflaterInputStream;

/**
 * One line of the ring: JSON. What the index needs stands in front, so that loading it does not parse the rest. The
 * explanation itself is deflated, because its names repeat from node to node: a tenth of the bytes, ten times the
 * pods.
 *
 * @param pod {@code namespace/name}
 * @param deflated the explanation's JSON; in Base64 in the line
 */
record RingLine(String uid, String pod, Outcome outcome, byte[] deflated) {

    /** Longest front part: UID, namespace and name are at most 253 + 63 + 253 characters in Kubernetes. */
    static final int FRONT_BYTES = 1024;

    /** Some 100,000 nodes; a file that somebody else wrote must not fill the memory. */
    private static final int MAX_JSON_BYTES = 16 << 20;

    private static final JsonFactory JSON = new JsonFactory();

    /** The part in front of the explanation. */
    record Front(String uid, String pod, boolean open) {}

    static RingLine of(Explanation explanation) {
        return new RingLine(
                explanation.pod().uid(),
                explanation.pod().displayName(),
                explanation.outcome(),
                deflate(ExplanationJson.write(explanation)));
    }

    /** @throws IOException if the line is not one that was written whole */
    Explanation explanation() throws IOException {
        try (InputStream json = new InflaterInputStream(new ByteArrayInputStream(deflated))) {
            byte[] bytes = json.readNBytes(MAX_JSON_BYTES);
            return ExplanationJson.read(bytes, Explanation.class);
        }
    }

    private static byte[] deflate(byte[] json) {
        try (Deflater deflater = new Deflater(Deflater.BEST_SPEED)) {
            deflater.setInput(json);
            deflater.finish();
            // Deflate never adds more than 5 bytes per 16 KB block and 6 in all.
            byte[] buffer = new byte[json.length + json.length / 1_000 + 64];
            int length = deflater.deflate(buffer);
            return Arrays.copyOf(buffer, length);
        }
    }

    static RingLine read(byte[] line) throws IOException {
        return ExplanationJson.read(line, RingLine.class);
    }

    byte[] toBytes() {
        byte[] json = ExplanationJson.write(this);
        byte[] line = Arrays.copyOf(json, json.length + 1);
        line[json.length] = '\n';
        return line;
    }

    Front front() {
        return new Front(uid, pod, outcome.isOpen());
    }

    /** @throws IOException if these are not the first bytes of a line */
    static Front front(byte[] bytes, int length) throws IOException {
        try (JsonParser parser = JSON.createParser(bytes, 0, length)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("no JSON object");
            }
            String uid = field(parser, "uid");
            String pod = field(parser, "pod");
            String outcome = field(parser, "outcome");
            return new Front(uid, pod, Outcome.valueOf(outcome).isOpen());
        } catch (IllegalArgumentException e) {
            throw new IOException("unknown outcome", e);
        }
    }

    private static String field(JsonParser parser, String name) throws IOException {
        if (!name.equals(parser.nextFieldName()) || parser.nextToken() != JsonToken.VALUE_STRING) {
            throw new IOException("no " + name);
        }
        return parser.getText();
    }
}
