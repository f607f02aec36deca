package dev.headroom.extender.verbs;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;
import java.util.HexFormat;

/** Collects the bytes of one answer after the other. Not thread-safe. */
final class JsonBytes {

    /** What a larger answer needed is given back afterwards. */
    private static final int KEPT_BYTES = 1 << 20;

    private byte[] bytes = new byte[32 << 10];
    private int length;

    /** Forgets what an answer left behind that was never finished. */
    JsonBytes start() {
        length = 0;
        return this;
    }

    JsonBytes ascii(String text) {
        return raw(text.getBytes(US_ASCII));
    }

    JsonBytes raw(byte[] source, int from, int to) {
        int at = reserve(to - from);
        System.arraycopy(source, from, bytes, at, to - from);
        return this;
    }

    JsonBytes raw(byte[] source) {
        return raw(source, 0, source.length);
    }

    JsonBytes number(long value) {
        if (value < 0) {
            return ascii(Long.toString(value));
        }
        int digits = 1;
        for (long rest = value; rest >= 10; rest /= 10) {
            digits++;
        }
        int at = reserve(digits) + digits;
        long rest = value;
        do {
            bytes[--at] = (byte) ('0' + rest % 10);
            rest /= 10;
        } while (rest > 0);
        return this;
    }

    JsonBytes sign(int ascii) {
        int at = reserve(1);
        bytes[at] = (byte) ascii;
        return this;
    }

    /** All that was collected, in an array of exactly that size. */
    byte[] take() {
        byte[] taken = Arrays.copyOf(bytes, length);
        length = 0;
        if (bytes.length > KEPT_BYTES) {
            bytes = new byte[KEPT_BYTES];
        }
        return taken;
    }

    private int reserve(int more) {
        int from = length;
        if (more > bytes.length - from) {
            bytes = Arrays.copyOf(bytes, Math.max(Math.addExact(from, more), 2 * bytes.length));
        }
        length = from + more;
        return from;
    }

    /** A text as a JSON string, quotes included, in ASCII. */
    static byte[] quoted(String text) {
        StringBuilder json = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c >= ' ' && c < 0x7f) {
                json.append(c);
            } else {
                json.append("\\u").append(HexFormat.of().toHexDigits(c));
            }
        }
        return json.append('"').toString().getBytes(US_ASCII);
    }
}
