package dev.headroom.extender.ops;

/** A request that gets status 400 or 404; the message says what was wrong and what is allowed or known. */
final class BadQueryException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;

    BadQueryException(int status, String message) {
        // No stack trace: it is made for bad input at the rate of bad input.
        super(message, null, false, false);
        this.status = status;
    }

    int status() {
        return status;
    }
}
