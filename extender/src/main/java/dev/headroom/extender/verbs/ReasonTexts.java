package dev.headroom.extender.verbs;

import java.util.HashMap;
import java.util.Map;

/** Texts of refusals as JSON strings, prepared once. Texts are constants, so there are few. Not thread-safe. */
final class ReasonTexts {

    /** More different texts than plugins can have: one of them makes new ones, and they must not pile up. */
    private static final int MAX_TEXTS = 256;

    private final Map<String, byte[]> quoted = new HashMap<>();

    byte[] quoted(String text) {
        byte[] known = quoted.get(text);
        if (known == null) {
            if (quoted.size() == MAX_TEXTS) {
                quoted.clear();
            }
            known = JsonBytes.quoted(text);
            quoted.put(text, known);
        }
        return known;
    }
}
