package dev.headroom.extender.doctor;

/**
 * One thing that was looked at.
 *
 * @param subject what it is, for example {@code verb filter}
 * @param finding what was found, without a full stop
 * @param remedy what to do; empty if nothing
 */
public record Check(Level level, String subject, String finding, String remedy) {

    /** How bad it is. */
    public enum Level {
        OK,
        /** Works, and worse than it could. */
        WARN,
        /** Does not work. */
        FAIL
    }

    static Check ok(String subject, String finding) {
        return new Check(Level.OK, subject, finding, "");
    }

    static Check warn(String subject, String finding, String remedy) {
        return new Check(Level.WARN, subject, finding, remedy);
    }

    static Check fail(String subject, String finding, String remedy) {
        return new Check(Level.FAIL, subject, finding, remedy);
    }
}
