package dev.headroom.extender.cli;

/** Ends a command with one line that says what is wrong and, where there is a guess, one that begins with "Maybe". */
public final class CliFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int exitCode;
    private final String maybe;

    private CliFailure(int exitCode, String message, String maybe) {
        super(message, null, false, false);
        this.exitCode = exitCode;
        this.maybe = maybe;
    }

    /** The answer is no. */
    public static CliFailure refused(String message, String maybe) {
        return new CliFailure(ExitCode.REFUSED, message, maybe);
    }

    /** Something that is needed cannot be reached or read. */
    public static CliFailure unavailable(String message, String maybe) {
        return new CliFailure(ExitCode.UNAVAILABLE, message, maybe);
    }

    int exitCode() {
        return exitCode;
    }

    /** The guess, beginning with "Maybe"; empty if there is none. */
    String maybe() {
        return maybe;
    }
}
