package dev.headroom.extender.decisions;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Arrays;

/**
 * One line of the ring. What the index needs stands in front, so that loading it does not parse the rest.
 *
 * @param pod {@code namespace/name}
 */
record RingLine(String uid, String pod, Outcome outcome, Explanation explanation) {

    /** Longest front part: UID, namespace and name are at most 253 + 63 + 253 characters in Kubernetes. */
    static final int FRONT_BYTES = 1024;

    private static final JsonFactory JSON = new JsonFactory();

    /** The part in front of the explanation. */
    record Front(String uid, String pod, boolean open) {}

    static RingLine of(Explanation explanation) {
        return new RingLine(
                explanation.pod().uid(), explanation.pod().displayName(), explanation.outcome(), explanation);
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
