package dev.headroom.extender.verbs;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/**
 * The string, key or number that a {@link JsonCursor} read last: a range of the body, and on demand what it means.
 * Changes with the next one read; not thread-safe.
 */
final class JsonSlice {

    /** An escape sequence has at most six bytes for one of ASCII. */
    private static final int LONGEST_ESCAPE = 6;

    private byte[] bytes = new byte[0];
    private int from;
    private int to;
    private boolean escaped;

    private byte[] meant = bytes;
    private int meantFrom;
    private int meantTo;
    private byte[] unescaped = new byte[64];

    void set(byte[] newBytes, int newFrom, int newTo, boolean newEscaped) {
        bytes = newBytes;
        from = newFrom;
        to = newTo;
        escaped = newEscaped;
    }

    int from() {
        return from;
    }

    int to() {
        return to;
    }

    int length() {
        return to - from;
    }

    /** Whether the range holds escape sequences, so that it is not what the string means. */
    boolean isEscaped() {
        return escaped;
    }

    /** Whether it means this; as in Go, upper and lower case are the same. */
    boolean is(String ascii) {
        if (to - from > LONGEST_ESCAPE * ascii.length()) {
            return false;
        }
        understand();
        if (meantTo - meantFrom != ascii.length()) {
            return false;
        }
        for (int i = 0; i < ascii.length(); i++) {
            if (lower(meant[meantFrom + i]) != lower(ascii.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /** Whether it means exactly this. */
    boolean isExactly(String ascii) {
        return is(ascii) && new String(meant, meantFrom, meantTo - meantFrom, UTF_8).equals(ascii);
    }

    /**
     * What it means.
     *
     * @param what for the message
     * @throws BadRequestException if it takes more than {@code maxBytes} as it stands in the body
     */
    String text(String what, int maxBytes) {
        requireAtMost(what, maxBytes);
        understand();
        return new String(meant, meantFrom, meantTo - meantFrom, UTF_8);
    }

    /** What it means, in bytes of its own. */
    byte[] textBytes(String what, int maxBytes) {
        requireAtMost(what, maxBytes);
        understand();
        return Arrays.copyOfRange(meant, meantFrom, meantTo);
    }

    void requireAtMost(String what, int maxBytes) {
        if (to - from > maxBytes) {
            throw new BadRequestException(
                    what + " at byte " + from + " has " + (to - from) + " bytes, allowed are at most " + maxBytes);
        }
    }

    private void understand() {
        if (escaped) {
            if (unescaped.length < to - from) {
                unescaped = new byte[to - from];
            }
            meant = unescaped;
            meantFrom = 0;
            meantTo = JsonText.unescape(bytes, from, to, unescaped);
        } else {
            meant = bytes;
            meantFrom = from;
            meantTo = to;
        }
    }

    private static int lower(int c) {
        return c >= 'A' && c <= 'Z' ? c + 32 : c;
    }
}
