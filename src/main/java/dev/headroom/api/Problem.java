package dev.headroom.api;

/**
 * One thing that is wrong with a configuration.
 *
 * @param path where, for example {@code profiles[0].plugins[2].args.quantile}
 * @param value what stands there
 * @param allowed what may stand there, for example {@code a number from 0.5 to 0.999}
 */
public record Problem(String path, String value, String allowed) {

    /** The same problem, its path put below {@code parent}. */
    public Problem below(String parent) {
        return new Problem(parent + "." + path, value, allowed);
    }

    @Override
    public String toString() {
        return path + ": " + value + " is not allowed; allowed is " + allowed;
    }
}
