package dev.headroom.testkit;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Amounts of memory as people write them in a pod's specification. */
final class Bytes {

    private static final Pattern AMOUNT = Pattern.compile("(\\d{1,15})(Ki|Mi|Gi|Ti)?");

    private Bytes() {}

    /** @param amount whole bytes, or a whole number with Ki, Mi, Gi or Ti */
    static long of(String amount) {
        Matcher matcher = AMOUNT.matcher(amount);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "memory is \"" + amount + "\", allowed is a whole number with Ki, Mi, Gi, Ti or nothing");
        }
        String unit = matcher.group(2);
        int shift = unit == null ? 0 : 10 * ("KMGT".indexOf(unit.charAt(0)) + 1);
        return Math.multiplyExact(Long.parseLong(matcher.group(1)), 1L << shift);
    }
}
