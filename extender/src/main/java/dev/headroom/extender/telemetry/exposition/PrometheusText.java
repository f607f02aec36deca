package dev.headroom.extender.telemetry.exposition;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads the Prometheus text format as it comes, holding one line at a time. Comments are skipped; so are lines longer
 * than 4 KiB and lines that are none, because what matters here may stand beside anything. Only what is wanted is read
 * further than its name. Not thread-safe.
 */
public final class PrometheusText {

    /** Takes what is read. */
    public interface Sink {

        /** Whether the values of this metric are wanted; asked once for lines of one name in a row. */
        boolean wants(String name);

        /** @param series valid during this call only */
        void series(Series series);
    }

    public static final int LONGEST_LINE = 4096;

    private final Sink sink;
    private final byte[] line = new byte[LONGEST_LINE];
    private final TextLine series = new TextLine(line);
    private int length;
    private boolean tooLong;
    private byte[] lastName = new byte[0];
    private String name = "";
    private boolean wanted;

    public PrometheusText(Sink sink) {
        this.sink = sink;
    }

    /** Reads what is there; a line may end in a later part. */
    public void read(ByteBuffer part) {
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
    public void end() {
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
        if (nameEnd == 0 || nameEnd == length || !wants(nameEnd)) {
            return;
        }
        boolean labelled = line[nameEnd] == '{';
        int labelsEnd = labelled ? closingBrace(nameEnd) : nameEnd;
        int from = skipBlanks(labelled ? labelsEnd + 1 : nameEnd);
        int to = endOfWord(from);
        if (from > nameEnd && to > from) {
            readValue(labelled ? nameEnd + 1 : nameEnd, labelsEnd, from, to);
        }
    }

    private boolean wants(int nameEnd) {
        if (!Arrays.equals(line, 0, nameEnd, lastName, 0, lastName.length)) {
            lastName = Arrays.copyOf(line, nameEnd);
            name = new String(lastName, StandardCharsets.ISO_8859_1);
            wanted = sink.wants(name);
        }
        return wanted;
    }

    private void readValue(int labelsFrom, int labelsTo, int from, int to) {
        double value;
        try {
            value = number(new String(line, from, to - from, StandardCharsets.ISO_8859_1));
        } catch (NumberFormatException e) {
            // The line is skipped, and the metric counts as absent.
            return;
        }
        series.set(name, labelsFrom, labelsTo, value, timestamp(skipBlanks(to)));
        sink.series(series);
    }

    /** Java's spellings differ: Infinity, and suffixes such as 1f that the format does not have. */
    private static double number(String text) {
        return switch (text) {
            case "+Inf", "Inf" -> Double.POSITIVE_INFINITY;
            case "-Inf" -> Double.NEGATIVE_INFINITY;
            case "NaN" -> Double.NaN;
            default -> {
                if (!Character.isDigit(text.charAt(text.length() - 1)) && !text.endsWith(".")) {
                    throw new NumberFormatException(text);
                }
                yield Double.parseDouble(text);
            }
        };
    }

    /** Milliseconds behind the value; OpenMetrics writes seconds with a fraction there. */
    private long timestamp(int from) {
        int to = endOfWord(from);
        if (to == from || line[from] == '#') {
            return Series.NO_TIMESTAMP;
        }
        String text = new String(line, from, to - from, StandardCharsets.ISO_8859_1);
        try {
            return text.indexOf('.') >= 0 ? Math.round(Double.parseDouble(text) * 1000) : Long.parseLong(text);
        } catch (NumberFormatException noTime) {
            return Series.NO_TIMESTAMP;
        }
    }

    /** Beyond the line if there is none. Quoted values may hold braces and escaped quotes. */
    private int closingBrace(int open) {
        boolean quoted = false;
        for (int i = open + 1; i < length; i++) {
            if (quoted && line[i] == '\\') {
                i++;
            } else if (line[i] == '"') {
                quoted = !quoted;
            } else if (!quoted && line[i] == '}') {
                return i;
            }
        }
        return length;
    }

    private int endOfWord(int from) {
        int to = from;
        while (to < length && !isBlank(line[to])) {
            to++;
        }
        return to;
    }

    private int skipBlanks(int from) {
        int at = from;
        while (at < length && isBlank(line[at])) {
            at++;
        }
        return at;
    }

    private static boolean isBlank(byte b) {
        return b == ' ' || b == '\t' || b == '\r';
    }

    private static boolean isNamePart(byte b) {
        return b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || b >= '0' && b <= '9' || b == '_' || b == ':';
    }
}
