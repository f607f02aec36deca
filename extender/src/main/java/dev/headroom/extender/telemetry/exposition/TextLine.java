package dev.headroom.extender.telemetry.exposition;

import java.nio.charset.StandardCharsets;

/** A line of the text format, whose labels are looked up in its bytes when somebody asks. Used again for each line. */
final class TextLine implements Series {

    private final byte[] line;
    private String name = "";
    private int labelsFrom;
    private int labelsTo;
    private double value;
    private long timestampMillis;

    /** @param line the bytes, which the reader fills */
    TextLine(byte[] line) {
        this.line = line;
    }

    /** @param labelsFrom behind the opening brace; equal to {@code labelsTo} if there are none */
    void set(String newName, int newLabelsFrom, int newLabelsTo, double newValue, long newTimestampMillis) {
        name = newName;
        labelsFrom = newLabelsFrom;
        labelsTo = newLabelsTo;
        value = newValue;
        timestampMillis = newTimestampMillis;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public double value() {
        return value;
    }

    @Override
    public long timestampMillis() {
        return timestampMillis;
    }

    @Override
    public String label(String wanted) {
        int at = labelsFrom;
        while (at < labelsTo) {
            while (at < labelsTo && (line[at] == ',' || line[at] == ' ' || line[at] == '\t')) {
                at++;
            }
            int nameFrom = at;
            while (at < labelsTo && line[at] != '=') {
                at++;
            }
            int nameTo = at;
            int valueFrom = at + 2;
            if (valueFrom > labelsTo || line[at + 1] != '"') {
                return "";
            }
            int valueTo = endOfValue(valueFrom);
            if (isName(wanted, nameFrom, nameTo)) {
                return unescaped(valueFrom, valueTo);
            }
            at = valueTo + 1;
        }
        return "";
    }

    private int endOfValue(int from) {
        int at = from;
        while (at < labelsTo && line[at] != '"') {
            at += line[at] == '\\' ? 2 : 1;
        }
        return Math.min(at, labelsTo);
    }

    private boolean isName(String wanted, int from, int to) {
        if (to - from != wanted.length()) {
            return false;
        }
        for (int i = 0; i < wanted.length(); i++) {
            if (line[from + i] != wanted.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private String unescaped(int from, int to) {
        String text = new String(line, from, to - from, StandardCharsets.UTF_8);
        if (text.indexOf('\\') < 0) {
            return text;
        }
        StringBuilder plain = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && i + 1 < text.length()) {
                i++;
                c = text.charAt(i) == 'n' ? '\n' : text.charAt(i);
            }
            plain.append(c);
        }
        return plain.toString();
    }
}
