package dev.headroom.extender.verbs;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** The inside of JSON strings (RFC 8259, section 7) in UTF-8: checking and unescaping. Stateless. */
final class JsonText {

    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final long ONES = 0x0101010101010101L;
    private static final long SPACES = 0x2020202020202020L;
    private static final long QUOTES = 0x2222222222222222L;
    private static final long BACKSLASHES = 0x5c5c5c5c5c5c5c5cL;
    private static final long HIGHS = 0x8080808080808080L;

    private JsonText() {}

    /**
     * The first byte from {@code at} on that does not stand for itself within a string: quote, backslash, control
     * character or beyond ASCII; {@code end} if there is none. Looks at eight bytes at a time: names and skipped text
     * are most of a request.
     */
    static int skipPlain(byte[] bytes, int at, int end) {
        int i = at;
        for (; i + Long.BYTES <= end; i += Long.BYTES) {
            long word = (long) EIGHT.get(bytes, i);
            long special =
                    word & HIGHS | zeros(word ^ QUOTES) | zeros(word ^ BACKSLASHES) | (word - SPACES) & ~word & HIGHS;
            if (special != 0) {
                return i + (Long.numberOfTrailingZeros(special) >> 3);
            }
        }
        while (i < end && bytes[i] >= ' ' && bytes[i] != '"' && bytes[i] != '\\') {
            i++;
        }
        return i;
    }

    /** The high bit of the lowest byte that is zero; those of higher bytes may be wrong. */
    private static long zeros(long word) {
        return word - ONES & ~word & HIGHS;
    }

    /**
     * The end of the sequence that starts with a byte outside ASCII at {@code at}.
     *
     * @throws BadRequestException if it is no well-formed UTF-8 (Unicode, table 3-7)
     */
    static int skipUtf8(byte[] bytes, int at, int end) {
        int lead = bytes[at] & 0xff;
        int more = lead >= 0xf0 ? 3 : lead >= 0xe0 ? 2 : 1;
        boolean good = lead >= 0xc2 && lead <= 0xf4 && at + more < end;
        for (int i = 1; good && i <= more; i++) {
            good = (bytes[at + i] & 0xc0) == 0x80;
        }
        if (good) {
            int second = bytes[at + 1] & 0xff;
            good = switch (lead) {
                case 0xe0 -> second >= 0xa0; // shorter forms exist
                case 0xed -> second <= 0x9f; // surrogates
                case 0xf0 -> second >= 0x90;
                case 0xf4 -> second <= 0x8f; // beyond U+10FFFF
                default -> true;
            };
        }
        if (!good) {
            throw new BadRequestException("body is not valid UTF-8 at byte " + at);
        }
        return at + more + 1;
    }

    /**
     * The end of the escape sequence whose backslash stands at {@code at}.
     *
     * @throws BadRequestException if it is none
     */
    static int skipEscape(byte[] bytes, int at, int end) {
        int kind = at + 1 < end ? bytes[at + 1] : -1;
        if (kind == 'u' && at + 6 <= end && hex(bytes, at + 2) >= 0) {
            return at + 6;
        }
        if (kind == 'u' || "\"\\/bfnrt".indexOf(kind) < 0) {
            throw new BadRequestException("body is not valid JSON: bad escape sequence at byte " + at);
        }
        return at + 2;
    }

    /**
     * Writes what a checked string means, in UTF-8, to the start of {@code target}, which is at least as long as the
     * string. Half a surrogate pair becomes U+FFFD, as in Go.
     *
     * @return the number of bytes written
     */
    static int unescape(byte[] bytes, int from, int to, byte[] target) {
        int length = 0;
        int at = from;
        while (at < to) {
            if (bytes[at] != '\\') {
                target[length++] = bytes[at++];
                continue;
            }
            int kind = bytes[at + 1];
            if (kind != 'u') {
                target[length++] = (byte) simple(kind);
                at += 2;
                continue;
            }
            int code = hex(bytes, at + 2);
            at += 6;
            if (Character.isSurrogate((char) code)) {
                int low = at + 6 <= to && bytes[at] == '\\' && bytes[at + 1] == 'u' ? hex(bytes, at + 2) : 0;
                if (Character.isSurrogatePair((char) code, (char) low)) {
                    code = Character.toCodePoint((char) code, (char) low);
                    at += 6;
                } else {
                    code = 0xfffd;
                }
            }
            length = encode(code, target, length);
        }
        return length;
    }

    /** The end of the number that begins at {@code at}; −1 if none does. */
    static int skipNumber(byte[] bytes, int at, int end) {
        int start = bytes[at] == '-' ? at + 1 : at;
        int i = skipDigits(bytes, start, end);
        if (i == start || (bytes[start] == '0' && i > start + 1)) {
            return -1;
        }
        if (i < end && bytes[i] == '.') {
            int fraction = i + 1;
            i = skipDigits(bytes, fraction, end);
            if (i == fraction) {
                return -1;
            }
        }
        if (i < end && (bytes[i] | 0x20) == 'e') {
            boolean signed = i + 1 < end && (bytes[i + 1] == '+' || bytes[i + 1] == '-');
            int exponent = signed ? i + 2 : i + 1;
            i = skipDigits(bytes, exponent, end);
            if (i == exponent) {
                return -1;
            }
        }
        return i;
    }

    private static int skipDigits(byte[] bytes, int at, int end) {
        int i = at;
        while (i < end && bytes[i] >= '0' && bytes[i] <= '9') {
            i++;
        }
        return i;
    }

    private static int simple(int kind) {
        return switch (kind) {
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            default -> kind;
        };
    }

    private static int encode(int code, byte[] target, int at) {
        if (code < 0x80) {
            target[at] = (byte) code;
            return at + 1;
        }
        int more = code < 0x800 ? 1 : code < 0x10000 ? 2 : 3;
        int mark = more == 1 ? 0xc0 : more == 2 ? 0xe0 : 0xf0;
        target[at] = (byte) (mark | code >> 6 * more);
        for (int i = 1; i <= more; i++) {
            target[at + i] = (byte) (0x80 | code >> 6 * (more - i) & 0x3f);
        }
        return at + more + 1;
    }

    /** Four hexadecimal digits; −1 if one is none. */
    private static int hex(byte[] bytes, int at) {
        int value = 0;
        for (int i = at; i < at + 4; i++) {
            // Only ASCII: Character.digit would take other scripts' digits, but a byte is none of them.
            int digit = bytes[i] < 0 ? -1 : Character.digit(bytes[i], 16);
            if (digit < 0) {
                return -1;
            }
            value = value << 4 | digit;
        }
        return value;
    }
}
