package dev.headroom.extender.pod;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Kubernetes quantities ({@code apimachinery/pkg/api/resource/quantity.go}): a decimal number with a suffix of
 * {@code n u m k M G T P E}, {@code Ki Mi Gi Ti Pi Ei}, or an exponent. Like there, a fraction of the unit rounds up
 * and what exceeds {@link Long#MAX_VALUE} becomes that. Thread-safe; a short whole number allocates nothing.
 */
public final class Quantities {

    private static final int MAX_LENGTH = 64;
    private static final int MAX_EXPONENT = 30;
    private static final BigDecimal LARGEST = BigDecimal.valueOf(Long.MAX_VALUE);

    private Quantities() {}

    /**
     * Whole units, for example bytes.
     *
     * @return ≥ 0
     * @throws IllegalArgumentException if it is no quantity or is negative
     */
    public static long parseBytes(String text) {
        return parse(text, 1);
    }

    /**
     * Thousandths of a CPU.
     *
     * @return ≥ 0
     * @throws IllegalArgumentException if it is no quantity or is negative
     */
    public static long parseMilliCpu(String text) {
        return parse(text, 1000);
    }

    private static long parse(String text, int perUnit) {
        int length = text.length();
        if (length == 0 || length > MAX_LENGTH) {
            throw bad(text);
        }
        int digits = 0;
        long whole = 0;
        while (digits < length && isDigit(text.charAt(digits))) {
            whole = whole * 10 + (text.charAt(digits++) - '0');
            if (digits > 15) {
                return parseExactly(text, perUnit);
            }
        }
        long unit = digits == 0 ? 0 : binaryUnit(text, digits);
        if (unit == 0 || (whole != 0 && unit > Long.MAX_VALUE / perUnit / whole)) {
            return parseExactly(text, perUnit);
        }
        return whole * unit * perUnit;
    }

    /** The factor of a suffix that needs no fraction; 0 for all others. */
    private static long binaryUnit(String text, int from) {
        int length = text.length() - from;
        if (length == 0) {
            return 1;
        }
        if (length != 2 || text.charAt(from + 1) != 'i') {
            return 0;
        }
        int power = "KMGTPE".indexOf(text.charAt(from)) + 1;
        return power == 0 ? 0 : 1L << (10 * power);
    }

    private static long parseExactly(String text, int perUnit) {
        int end = text.charAt(0) == '+' ? 1 : 0;
        int from = end;
        int points = 0;
        while (end < text.length() && (isDigit(text.charAt(end)) || text.charAt(end) == '.')) {
            points += text.charAt(end++) == '.' ? 1 : 0;
        }
        if (points > 1 || end - from == points) {
            throw bad(text);
        }
        BigDecimal number = new BigDecimal(text.substring(from, end))
                .multiply(factor(text, end))
                .multiply(BigDecimal.valueOf(perUnit));
        return number.setScale(0, RoundingMode.CEILING).min(LARGEST).longValueExact();
    }

    private static BigDecimal factor(String text, int from) {
        long binary = binaryUnit(text, from);
        if (binary != 0) {
            return BigDecimal.valueOf(binary);
        }
        String suffix = text.substring(from);
        int decimal = suffix.length() == 1 ? "numkMGTPE".indexOf(suffix.charAt(0)) : -1;
        if (decimal >= 0) {
            return BigDecimal.ONE.scaleByPowerOfTen(decimal < 3 ? 3 * (decimal - 3) : 3 * (decimal - 2));
        }
        if (suffix.matches("[eE][+-]?[0-9]{1,3}")) {
            int exponent = Integer.parseInt(suffix.substring(1));
            if (Math.abs(exponent) <= MAX_EXPONENT) {
                return BigDecimal.ONE.scaleByPowerOfTen(exponent);
            }
        }
        throw bad(text);
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static IllegalArgumentException bad(String text) {
        String shown = text.length() > MAX_LENGTH ? text.substring(0, MAX_LENGTH) + "…" : text;
        return new IllegalArgumentException("\"" + shown
                + "\" is no quantity; allowed is a number of at least 0, such as 512Mi, 1.5Gi, 250m or 2e9");
    }
}
