package dev.headroom.extender.http;

/**
 * Why a request gets no answer of a verb.
 *
 * @param code HTTP status, 400 to 599
 * @param message for the one who sent it: what was wrong and what is allowed
 * @param close whether the connection ends with it
 */
record Refusal(int code, String message, boolean close) {

    static Refusal of(int code, String message) {
        return new Refusal(code, message, false);
    }

    static Refusal closing(int code, String message) {
        return new Refusal(code, message, true);
    }
}
