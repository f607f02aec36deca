package dev.headroom.extender.pod;

import dev.headroom.api.MemoryForecast;

/**
 * The environment variable {@code GOMEMLIMIT} as the Go runtime reads it ({@code runtime/string.go},
 * {@code parseByteCount}): digits, then nothing, {@code B}, {@code KiB}, {@code MiB}, {@code GiB} or {@code TiB}.
 */
public final class GoMemLimit {

    /** What {@link #limit} answers for none. */
    public static final long NONE = -1;

    private static final int MAX_DIGITS = 19;

    private GoMemLimit() {}

    /**
     * @return bytes; 0 for none: {@code off}, empty, or more than any machine has (64 TiB)
     * @throws IllegalArgumentException if a Go program would refuse to start with it
     */
    public static long parse(String text) {
        return Math.max(0, limit(text));
    }

    /**
     * The same, with a limit of 0, under which the collector runs without end, told from none.
     *
     * @return bytes; {@link #NONE} for none
     * @throws IllegalArgumentException if a Go program would refuse to start with it
     */
    public static long limit(String text) {
        if (text.isEmpty() || text.equals("off")) {
            return NONE;
        }
        int end = 0;
        while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
            end++;
        }
        if (end == 0 || end > MAX_DIGITS) {
            throw bad(text);
        }
        int shift = switch (text.substring(end)) {
            case "", "B" -> 0;
            case "KiB" -> 10;
            case "MiB" -> 20;
            case "GiB" -> 30;
            case "TiB" -> 40;
            default -> throw bad(text);
        };
        // 19 digits fit an unsigned long; Go refuses what does not fit a signed one.
        long number = Long.parseUnsignedLong(text, 0, end, 10);
        if (number < 0 || number > Long.MAX_VALUE >> shift) {
            throw bad(text);
        }
        long bytes = number << shift;
        return bytes > MemoryForecast.MAX_BYTES ? NONE : bytes;
    }

    private static IllegalArgumentException bad(String text) {
        String shown = text.length() > 64 ? text.substring(0, 64) + "…" : text;
        return new IllegalArgumentException(
                "\"" + shown
                        + "\" is no GOMEMLIMIT; allowed is off or a whole number with nothing, B, KiB, MiB, GiB or TiB behind it");
    }
}
