package dev.headroom.extender.telemetry;

import dev.headroom.predict.GoSample;

/** What one scrape brought. */
sealed interface Scraped {

    record Sampled(GoSample sample) implements Scraped {}

    /** @param metric the names under which it is looked for */
    record Missing(String metric) implements Scraped {}

    /** @param problem names the value and what is allowed */
    record Invalid(String problem) implements Scraped {}

    /** The answer was not 200. */
    record Status(int code) implements Scraped {}

    /** The answer is longer than what is read. */
    record TooLarge(int limitBytes) implements Scraped {}

    /** The whole answer did not come in time. */
    record TimedOut() implements Scraped {}

    /** No connection, or one that broke. */
    record Failed(String cause) implements Scraped {}

    /** The tag of the counter. */
    default String result() {
        return switch (this) {
            case Sampled sampled -> "ok";
            case Missing missing -> "missing";
            case Invalid invalid -> "invalid";
            case Status status -> "status";
            case TooLarge tooLarge -> "too_large";
            case TimedOut timedOut -> "timeout";
            case Failed failed -> "failed";
        };
    }

    /** For people. */
    default String describe() {
        return switch (this) {
            case Sampled sampled -> "measured";
            case Missing missing -> "metric " + missing.metric() + " is missing or no finite number";
            case Invalid invalid -> invalid.problem();
            case Status status -> "answered with status " + status.code() + ", expected is 200";
            case TooLarge tooLarge -> "answered with more than " + tooLarge.limitBytes() + " bytes";
            case TimedOut timedOut -> "did not answer in time";
            case Failed failed -> failed.cause();
        };
    }
}
