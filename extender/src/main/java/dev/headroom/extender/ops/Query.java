package dev.headroom.extender.ops;

import io.vertx.core.MultiMap;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The parameters of one request, each at most once, unknown ones refused. */
final class Query {

    /** Namespace, slash and name of a pod are the longest: 63 + 1 + 253 characters. */
    static final int MAX_LENGTH = 317;

    private static final int QUOTED = 80;

    private final MultiMap values;

    /** @throws BadQueryException if there are others than the allowed parameters, or one twice */
    Query(MultiMap values, String... allowed) {
        this.values = values;
        List<String> names = Arrays.asList(allowed);
        Set<String> given = new TreeSet<>(values.names());
        for (String name : given) {
            if (!names.contains(name)) {
                throw bad("Parameter " + quote(name) + " is not known, allowed is "
                        + (names.isEmpty() ? "none" : String.join(", ", names)));
            }
            if (values.getAll(name).size() > 1) {
                throw bad(
                        "Parameter " + name + " is given " + values.getAll(name).size() + " times, allowed is once");
            }
        }
    }

    @Nullable
    String text(String name) {
        return text(name, MAX_LENGTH);
    }

    @Nullable
    String text(String name, int maxLength) {
        String value = values.get(name);
        if (value != null && value.length() > maxLength) {
            throw bad("Parameter " + name + " has " + value.length() + " characters, allowed is up to " + maxLength);
        }
        return value == null || value.isEmpty() ? null : value;
    }

    int number(String name, int otherwise, int from, int to) {
        String value = values.get(name);
        if (value == null) {
            return otherwise;
        }
        try {
            int number = Integer.parseInt(value);
            if (number >= from && number <= to) {
                return number;
            }
        } catch (NumberFormatException e) {
            // The same answer as for a number out of range.
        }
        throw bad(
                "Parameter " + name + " is " + quote(value) + ", allowed is a whole number from " + from + " to " + to);
    }

    <E extends Enum<E>> E choice(String name, E otherwise, Class<E> type) {
        String value = values.get(name);
        if (value == null) {
            return otherwise;
        }
        for (E constant : type.getEnumConstants()) {
            if (constant.name().toLowerCase(Locale.ROOT).equals(value)) {
                return constant;
            }
        }
        throw bad("Parameter " + name + " is " + quote(value) + ", allowed is one of "
                + Arrays.toString(type.getEnumConstants()).toLowerCase(Locale.ROOT));
    }

    static BadQueryException bad(String message) {
        return new BadQueryException(400, message);
    }

    static String quote(String value) {
        return "\"" + (value.length() <= QUOTED ? value : value.substring(0, QUOTED) + "…") + "\"";
    }
}
