package dev.headroom.extender.verbs;

/**
 * Walks over one JSON text in bytes, strict as RFC 8259 wants it, and makes no objects on the way. What is skipped is
 * checked too. Objects and arrays are read as
 *
 * <pre>{@code
 * for (boolean more = json.firstMember(); more; more = json.nextMember()) {
 *     if (json.last().is("name")) { … } else { json.skip(); }
 * }
 * }</pre>
 *
 * <p>Every method throws {@link BadRequestException}, with the position, when the text is not as it expects. Reusable
 * by {@link #start}; not thread-safe.
 */
final class JsonCursor {

    /** Kubernetes objects stay below 30. */
    static final int MAX_DEPTH = 100;

    private static final int NONE = -1;

    private final JsonSlice last = new JsonSlice();
    private byte[] bytes = new byte[0];
    private int at;
    private int end;
    private int depth;

    void start(byte[] json, int length) {
        bytes = json;
        at = 0;
        end = length;
        depth = 0;
    }

    /** Where the next byte stands. */
    int position() {
        return at;
    }

    /** The key, string or number that was read last. */
    JsonSlice last() {
        return last;
    }

    /** The byte that the next value or sign begins with; −1 at the end. */
    int peek() {
        while (at < end) {
            int next = bytes[at];
            if (next != ' ' && next != '\n' && next != '\r' && next != '\t') {
                return next & 0xff;
            }
            at++;
        }
        return NONE;
    }

    void requireEnd() {
        if (peek() != NONE) {
            throw unexpected("the end of the body");
        }
    }

    boolean firstMember() {
        enter('{', "an object");
        return !leaves('}') && key();
    }

    boolean nextMember() {
        return !leaves('}') && comma("',' or '}'") && key();
    }

    boolean firstElement() {
        enter('[', "an array");
        return !leaves(']');
    }

    boolean nextElement() {
        return !leaves(']') && comma("',' or ']'");
    }

    /** Consumes {@code null}, if that is the next value. */
    boolean nullValue() {
        if (peek() != 'n') {
            return false;
        }
        literal("null");
        return true;
    }

    /** Reads a string into {@link #last}. */
    void string() {
        if (peek() != '"') {
            throw unexpected("a string");
        }
        int i = JsonText.skipPlain(bytes, at + 1, end);
        boolean escaped = false;
        while (i < end && bytes[i] != '"') {
            if (bytes[i] == '\\') {
                escaped = true;
                i = JsonText.skipEscape(bytes, i, end);
            } else if (bytes[i] < 0) {
                i = JsonText.skipUtf8(bytes, i, end);
            } else {
                throw new BadRequestException("body is not valid JSON: control character in a string at byte " + i);
            }
            i = JsonText.skipPlain(bytes, i, end);
        }
        if (i < end) {
            last.set(bytes, at + 1, i, escaped);
            at = i + 1;
            return;
        }
        throw new BadRequestException("body is not valid JSON: it ends within the string that begins at byte " + at);
    }

    /**
     * Reads a string into {@link #last}, or null.
     *
     * @return whether it was a string
     */
    boolean stringOrNull() {
        if (nullValue()) {
            return false;
        }
        string();
        return true;
    }

    /** Reads a number into {@link #last}. */
    void number() {
        int numberEnd = peek() == NONE ? NONE : JsonText.skipNumber(bytes, at, end);
        if (numberEnd == NONE) {
            throw unexpected("a value");
        }
        last.set(bytes, at, numberEnd, false);
        at = numberEnd;
    }

    /**
     * Reads an integer; its range is then {@link #last}.
     *
     * @param what for the message
     * @throws BadRequestException also for a fraction or exponent, even if its value is whole, as in Go
     */
    long integer(String what, long least, long most) {
        int start = peek();
        if (start != '-' && (start < '0' || start > '9')) {
            throw unexpected("an integer for " + what);
        }
        number();
        String text = last.text(what, 32);
        try {
            long value = Long.parseLong(text);
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException e) {
            // Said below, together with what is out of range.
        }
        throw new BadRequestException(what + " is " + text + ", allowed is an integer from " + least + " to " + most);
    }

    /** Reads over one value of any kind. */
    void skip() {
        switch (peek()) {
            case '{' -> {
                for (boolean more = firstMember(); more; more = nextMember()) {
                    skip();
                }
            }
            case '[' -> {
                for (boolean more = firstElement(); more; more = nextElement()) {
                    skip();
                }
            }
            case '"' -> string();
            case 't' -> literal("true");
            case 'f' -> literal("false");
            case 'n' -> literal("null");
            default -> number();
        }
    }

    /** @param wanted what should stand where the cursor is */
    BadRequestException unexpected(String wanted) {
        int next = peek();
        String found = next == NONE ? "the end" : next < 0x7f ? "'" + (char) next + "'" : "byte " + next;
        return new BadRequestException(
                "body is not valid: " + wanted + " was expected at byte " + at + ", found " + found);
    }

    private void enter(int sign, String wanted) {
        if (peek() != sign) {
            throw unexpected(wanted);
        }
        if (++depth > MAX_DEPTH) {
            throw new BadRequestException(
                    "body is nested deeper than " + MAX_DEPTH + " levels, the most allowed, at byte " + at);
        }
        at++;
    }

    private boolean leaves(int sign) {
        if (peek() != sign) {
            return false;
        }
        at++;
        depth--;
        return true;
    }

    private boolean comma(String wanted) {
        if (peek() != ',') {
            throw unexpected(wanted);
        }
        at++;
        return true;
    }

    private boolean key() {
        string();
        if (peek() != ':') {
            throw unexpected("':'");
        }
        at++;
        return true;
    }

    private void literal(String word) {
        for (int i = 0; i < word.length(); i++) {
            if (at + i >= end || bytes[at + i] != word.charAt(i)) {
                throw unexpected("a value");
            }
        }
        at += word.length();
    }
}
