package dev.headroom.extender.http;

import dev.headroom.extender.verbs.Verbs;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What kube-scheduler may ask. */
enum Verb {
    FILTER {
        @Override
        byte[] answer(Verbs verbs, byte[] body, int length) {
            return verbs.filter(body, length);
        }
    },
    PRIORITIZE {
        @Override
        byte[] answer(Verbs verbs, byte[] body, int length) {
            return verbs.prioritize(body, length);
        }
    },
    PREEMPT {
        @Override
        byte[] answer(Verbs verbs, byte[] body, int length) {
            return verbs.preempt(body, length);
        }
    };

    private static final Verb[] ALL = values();

    private final String text = name().toLowerCase(Locale.ROOT);
    private final String path = "/" + text;

    abstract byte[] answer(Verbs verbs, byte[] body, int length);

    /** The name in paths and in meters. */
    String text() {
        return text;
    }

    /** The verb of a path, which may begin and end with more slashes than it needs; null if there is none. */
    static @Nullable Verb at(@Nullable String path) {
        for (Verb verb : ALL) {
            if (isPath(path, verb.path)) {
                return verb;
            }
        }
        return null;
    }

    /** Whether a path, its surplus slashes aside, is this one, which begins with a slash. */
    static boolean isPath(@Nullable String path, String wanted) {
        if (path == null) {
            return false;
        }
        if (path.equals(wanted)) {
            return true;
        }
        int from = 0;
        int to = path.length();
        while (from + 1 < to && path.charAt(from + 1) == '/') {
            from++;
        }
        while (to > from + 1 && path.charAt(to - 1) == '/') {
            to--;
        }
        return to - from == wanted.length() && path.startsWith(wanted, from);
    }
}
