package dev.headroom.extender.telemetry;

import dev.headroom.predict.Sample;
import java.util.List;

/** What one scrape brought. */
public sealed interface Scraped {

    /** At least one known name stood in the answer. The sample is empty if no value can be believed. */
    record Sampled(Sample sample) implements Scraped {}

    /** What a kubelet knows. @param node of the node itself, empty if nothing */
    record Containers(List<ContainerSample> samples, Sample node) implements Scraped {

        public Containers {
            samples = List.copyOf(samples);
        }
    }

    /** An answer in which no known name stands. */
    record Missing() implements Scraped {}

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
            case Containers containers -> "ok";
            case Missing missing -> "missing";
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
            case Containers containers -> containers.samples().size() + " containers were measured";
            case Missing missing ->
                "the answer has none of the known metrics, for example process_resident_memory_bytes or"
                        + " go_memstats_next_gc_bytes";
            case Status status -> "answered with status " + status.code() + ", expected is 200";
            case TooLarge tooLarge -> "answered with more than " + tooLarge.limitBytes() + " bytes";
            case TimedOut timedOut -> "did not answer in time";
            case Failed failed -> failed.cause();
        };
    }
}
