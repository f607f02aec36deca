package dev.headroom.extender.telemetry.kubelet;

import dev.headroom.extender.telemetry.names.ContainerReadings;

/** What became of one request. */
sealed interface KubeletAnswer {

    /**
     * @param dateMillis the kubelet's clock in whole seconds, as epoch milliseconds; 0 if it did not say
     * @param askedAtMillis by our clock
     * @param answeredAtMillis by our clock, after the last byte
     */
    record Read(ContainerReadings readings, long dateMillis, long askedAtMillis, long answeredAtMillis)
            implements KubeletAnswer {}

    /** The answer was not 200. */
    record Status(int code) implements KubeletAnswer {}

    /** More came than is read. */
    record TooLarge(String problem) implements KubeletAnswer {}

    /** Not all came in time. */
    record TimedOut() implements KubeletAnswer {}

    /** No connection, one that broke, or a credential that cannot be read. */
    record Failed(String cause) implements KubeletAnswer {}

    /** The tag of the counter. */
    default String result() {
        return switch (this) {
            case Read read -> "ok";
            case Status status -> "status";
            case TooLarge tooLarge -> "too_large";
            case TimedOut timedOut -> "timeout";
            case Failed failed -> "failed";
        };
    }

    /** For people. */
    default String describe() {
        return switch (this) {
            case Read read -> "read";
            case Status status ->
                "status " + status.code()
                        + (status.code() == 401 || status.code() == 403
                                ? ". Maybe the service account lacks the right to get nodes/metrics"
                                : "");
            case TooLarge tooLarge -> tooLarge.problem();
            case TimedOut timedOut -> "no whole answer in time";
            case Failed failed -> failed.cause();
        };
    }
}
