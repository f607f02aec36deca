package dev.headroom.extender.cli;

/** How the process ends. 3 is the JVM's own, when it runs out of memory. */
final class ExitCode {

    static final int OK = 0;
    /** The answer is no: a file with problems, a pod that is not known. */
    static final int REFUSED = 1;
    /** The command line is wrong. */
    static final int USAGE = 2;
    /** Something that is needed cannot be reached or read. */
    static final int UNAVAILABLE = 4;
    /** A fault in Headroom itself. */
    static final int INTERNAL = 70;

    private ExitCode() {}
}
