package dev.headroom.extender.telemetry;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Reads the Prometheus text format as it comes, holding one line at a time. Comments, labels and timestamps are
 * skipped; so are lines longer than 4 KiB and lines that are none, because what matters here may stand beside
 * anything. Not thread-safe.
 */
final class PrometheusText {

    /** Takes what is read. */
    interface Sink {

        /** Whether the value of this metric is wanted; otherwise its line is not read further. */
        boolean wants(String name);

        /** @param value NaN and infinities included */
        void value(String name, double value);
    }

    static final int LONGEST_LINE = 4096;

    private final Sink sink;
    private final byte[] line = new byte[LONGEST_LINE];
    private int length;
    private boolean tooLong;

    PrometheusText(Sink sink) {
        this.sink = sink;
    }

    /** Reads what is there; a line may end in a later part. */
    void read(ByteBuffer part) {
        while (part.hasRemaining()) {
            byte next = part.get();
            if (next == '\n') {
                endOfLine();
            } else if (length < LONGEST_LINE) {
                line[length++] = next;
            } else {
                tooLong = true;
            }
        }
    }

    /** There is no more; a last line without an end counts. */
    void end() {
        endOfLine();
    }

    private void endOfLine() {
        if (length > 0 && !tooLong && line[0] != '#') {
            readLine();
        }
        length = 0;
        tooLong = false;
    }

    private void readLine() {
        int nameEnd = 0;
        while (nameEnd < length && isNamePart(line[nameEnd])) {
            nameEnd++;
        }
        if (nameEnd == 0 || nameEnd == length) {
            return;
        }
        String name = text(0, nameEnd);
        if (!sink.wants(name)) {
            return;
        }
        int from = skipBlanks(line[nameEnd] == '{' ? afterLabels(nameEnd) : nameEnd);
        int to = from;
        while (to < length && !isBlank(line[to])) {
            to++;
        }
        if (from > nameEnd && to > from) {
            readValue(name, text(from, to));
        }
    }

    private void readValue(String name, String value) {
        try {
            // Java's spellings differ: Infinity, and suffixes such as 1f that the format does not have.
            switch (value) {
                case "+Inf", "Inf" -> sink.value(name, Double.POSITIVE_INFINITY);
                case "-Inf" -> sink.value(name, Double.NEGATIVE_INFINITY);
                case "NaN" -> sink.value(name, Double.NaN);
                default -> {
                    if (Character.isDigit(value.charAt(value.length() - 1)) || value.endsWith(".")) {
                        sink.value(name, Double.parseDouble(value));
                    }
                }
            }
        } catch (NumberFormatException e) {
            // No number: the line is skipped, and a metric that had to be there is reported as missing.
        }
    }

    /** Behind the closing brace; beyond the line if there is none. Quoted values may hold braces and escaped quotes. */
    private int afterLabels(int open) {
        boolean quoted = false;
        for (int i = open + 1; i < length; i++) {
            if (quoted && line[i] == '\\') {
                i++;
            } else if (line[i] == '"') {
                quoted = !quoted;
            } else if (!quoted && line[i] == '}') {
                return i + 1;
            }
        }
        return length;
    }

    private int skipBlanks(int from) {
        int at = from;
        while (at < length && isBlank(line[at])) {
            at++;
        }
        return at;
    }

    private String text(int from, int to) {
        return new String(line, from, to - from, StandardCharsets.ISO_8859_1);
    }

    private static boolean isBlank(byte b) {
        return b == ' ' || b == '\t' || b == '\r';
    }

    private static boolean isNamePart(byte b) {
        return b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || b >= '0' && b <= '9' || b == '_' || b == ':';
    }
}
