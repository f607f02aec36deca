package dev.headroom.extender.telemetry.prometheus;

import java.util.List;

/** What became of one query. */
sealed interface Answer {

    /** Whose fault a bad answer is, and so who is asked more rarely. */
    enum Blame {
        NOBODY,
        QUERY,
        SERVER
    }

    /**
     * The server answered and all was read.
     *
     * @param series how many there were
     * @param wireBytes as they came, compressed if the server compresses
     * @param evaluatedAtMillis the server's time of the evaluation in epoch milliseconds; 0 if no series told it
     * @param warnings of the server
     */
    record Read(int series, long wireBytes, long evaluatedAtMillis, List<String> warnings) implements Answer {}

    /**
     * The server refused.
     *
     * @param type Prometheus's {@code errorType}; empty if it gave none
     */
    record Refused(int status, String type, String message, long wireBytes) implements Answer {}

    /**
     * The server answered from a part of what it has: nobody knows of what is missing whether it is gone, and the largest
     * or the sum of what came may be wrong.
     *
     * @param warning the server's
     */
    record Partial(String warning, long wireBytes) implements Answer {}

    /** More came than is read. */
    record TooLarge(String problem, long wireBytes) implements Answer {}

    /** Not all of the answer came in time. */
    record TimedOut(long wireBytes) implements Answer {}

    /** No connection, one that broke, or a credential that cannot be read. */
    record Failed(String cause, long wireBytes) implements Answer {}

    /** No answer of this API. */
    record Malformed(String problem, long wireBytes) implements Answer {}

    long wireBytes();

    default boolean isGood() {
        return this instanceof Read;
    }

    default Blame blame() {
        return switch (this) {
            case Read read -> Blame.NOBODY;
            // It does what it can: it may be whole at the next question.
            case Partial partial -> Blame.NOBODY;
            case TooLarge tooLarge -> Blame.QUERY;
            case Malformed malformed -> Blame.SERVER;
            case Failed failed -> Blame.SERVER;
            case TimedOut timedOut -> Blame.QUERY;
            case Refused refused ->
                switch (refused.type()) {
                    case "bad_data", "execution", "timeout", "canceled" -> Blame.QUERY;
                    default -> refused.status() == 400 || refused.status() == 422 ? Blame.QUERY : Blame.SERVER;
                };
        };
    }

    /** Whether it took too long, here or there. */
    default boolean isLate() {
        return this instanceof TimedOut
                || this instanceof Refused refused && refused.type().equals("timeout");
    }

    /** The tag of the counter. */
    default String result() {
        return switch (this) {
            case Read read -> "ok";
            case Partial partial -> "partial";
            case Refused refused -> "refused";
            case TooLarge tooLarge -> "too_large";
            case TimedOut timedOut -> "timeout";
            case Failed failed -> "failed";
            case Malformed malformed -> "malformed";
        };
    }

    /** For people. */
    default String describe() {
        return switch (this) {
            case Read read -> read.series() + " series";
            case Partial partial -> "a partial answer, of which nothing is believed: " + partial.warning();
            case Refused refused ->
                "status " + refused.status() + (refused.type().isEmpty() ? "" : " " + refused.type()) + ": "
                        + refused.message();
            case TooLarge tooLarge -> tooLarge.problem();
            case TimedOut timedOut -> "no whole answer in time";
            case Failed failed -> failed.cause();
            case Malformed malformed -> malformed.problem();
        };
    }
}
