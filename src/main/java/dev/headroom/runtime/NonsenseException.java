package dev.headroom.runtime;

/** A plugin answered something that no plugin may answer; the message says what, and what is allowed. */
public final class NonsenseException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NonsenseException(String message) {
        super(message);
    }
}
