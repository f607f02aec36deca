package dev.headroom.config;

import java.util.Collection;
import java.util.Locale;

/** Guesses what somebody meant who wrote a name that does not exist. */
final class Suggestion {

    /** Longer names are not compared: the comparison takes the product of the lengths. */
    private static final int LONGEST = 64;

    private Suggestion() {}

    /** {@code ". Maybe you mean `quantile`"}, or nothing if no known name is near. */
    static String of(String written, Collection<String> known) {
        String nearest = "";
        int least = Math.max(2, written.length() / 3) + 1;
        for (String name : known) {
            int distance = written.length() > LONGEST ? least : distance(written, name);
            if (distance < least) {
                least = distance;
                nearest = name;
            }
        }
        return nearest.isEmpty() ? "" : ". Maybe you mean `" + nearest + "`";
    }

    /** Levenshtein's distance, upper and lower case alike. */
    private static int distance(String left, String right) {
        String a = left.toLowerCase(Locale.ROOT);
        String b = right.toLowerCase(Locale.ROOT);
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
