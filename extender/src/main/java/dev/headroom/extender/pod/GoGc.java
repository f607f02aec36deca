package dev.headroom.extender.pod;

/**
 * The environment variable {@code GOGC} as the Go runtime reads it ({@code runtime/mgcpacer.go}, {@code readGOGC}):
 * {@code off} or a whole number of 32 bits; what is neither counts as if it were not set.
 */
public final class GoGc {

    private static final int MAX_LENGTH = 12;

    private GoGc() {}

    /**
     * @return percent; negative for off, {@link Double#NaN} for not set: empty
     * @throws IllegalArgumentException if a Go program would ignore it
     */
    public static double parse(String text) {
        if (text.isEmpty()) {
            return Double.NaN;
        }
        if (text.equals("off")) {
            return -1;
        }
        try {
            if (text.length() <= MAX_LENGTH
                    && text.chars().allMatch(c -> c == '-' || c == '+' || c >= '0' && c <= '9')) {
                return Math.max(-1, Integer.parseInt(text));
            }
        } catch (NumberFormatException e) {
            // Said below, like everything else that is no number.
        }
        String shown = text.length() > 64 ? text.substring(0, 64) + "…" : text;
        throw new IllegalArgumentException("\"" + shown + "\" is no GOGC; allowed is off or a whole number from "
                + Integer.MIN_VALUE + " to " + Integer.MAX_VALUE + ", and a Go program takes 100 instead");
    }
}
