package dev.headroom.extender.http;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The meters of the verbs' port. Counting costs no allocation once a meter exists. Used by the verbs' event loop. */
final class HttpMeters {

    /** How a request ended, counted. Tag {@code verb}: filter, prioritize, preempt, none; tag {@code code}: status. */
    static final String REQUESTS = "headroom.verb.requests";

    /** From a request's head to its answer being written, in seconds, of answers with status 200. Tag {@code verb}. */
    static final String DURATION = "headroom.verb.duration";

    /** Tag {@code code} of a request whose client went away, or was too slow, before the body was there. */
    static final int ABORTED = 0;

    private static final int HIGHEST_CODE = 599;
    private static final Duration[] BUCKETS = {
        Duration.ofNanos(250_000),
        Duration.ofMillis(1),
        Duration.ofMillis(2),
        Duration.ofMillis(5),
        Duration.ofMillis(10),
        Duration.ofMillis(25),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(300),
        Duration.ofSeconds(1)
    };

    private final MeterRegistry registry;
    private final @Nullable Counter[][] requests = new Counter[Verb.values().length + 1][HIGHEST_CODE + 1];
    private final Timer[] durations = new Timer[Verb.values().length];

    HttpMeters(MeterRegistry registry) {
        this.registry = registry;
        for (Verb verb : Verb.values()) {
            durations[verb.ordinal()] = Timer.builder(DURATION)
                    .description("From a request's head to its answer, of answered requests")
                    .tag("verb", verb.text())
                    .serviceLevelObjectives(BUCKETS)
                    .register(registry);
            requests(verb, 200);
        }
    }

    void answered(Verb verb, long nanos) {
        requests(verb, 200).increment();
        durations[verb.ordinal()].record(nanos, TimeUnit.NANOSECONDS);
    }

    /** @param verb null if the path names none */
    void refused(@Nullable Verb verb, int code) {
        requests(verb, code).increment();
    }

    private Counter requests(@Nullable Verb verb, int code) {
        int row = verb == null ? requests.length - 1 : verb.ordinal();
        Counter counter = requests[row][code];
        if (counter == null) {
            counter = Counter.builder(REQUESTS)
                    .description("Requests on the verbs' port by how they ended")
                    .tag("verb", verb == null ? "none" : verb.text())
                    .tag("code", code == ABORTED ? "aborted" : Integer.toString(code))
                    .register(registry);
            requests[row][code] = counter;
        }
        return counter;
    }
}
