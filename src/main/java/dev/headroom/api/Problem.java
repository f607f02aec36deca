package dev.headroom.api;

import java.util.List;

/**
 * One thing that is wrong with a configuration.
 *
 * @param path where, for example {@code profiles[0].plugins[2].args.quantile}
 * @param value what stands there
 * @param allowed what may stand there, for example {@code a number from 0.5 to 0.999}
 */
public record Problem(String path, String value, String allowed) {

    /** Adds a problem if a number is out of bounds, or is none. */
    public static void require(List<Problem> problems, String path, double value, double from, double to) {
        problems.addAll(outside(path, value, from, to));
    }

    /** A problem if the number is out of bounds, or is none; else nothing. */
    public static List<Problem> outside(String path, double value, double from, double to) {
        return value >= from && value <= to
                ? List.of()
                : List.of(new Problem(path, String.valueOf(value), "a number from " + from + " to " + to));
    }

    /** The same problem, its path put below {@code parent}. */
    public Problem below(String parent) {
        return new Problem(parent + "." + path, value, allowed);
    }

    @Override
    public String toString() {
        return path + ": " + value + " is not allowed; allowed is " + allowed;
    }
}
