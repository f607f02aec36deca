package dev.headroom.extender.verbs;

/** A request that gets status 400; the message says what was wrong and what is allowed. */
public final class BadRequestException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public BadRequestException(String message) {
        // No stack trace: it is made for bad input at the rate of bad input.
        super(message, null, false, false);
    }
}
