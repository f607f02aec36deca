package dev.headroom.extender.verbs;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What the verbs count. All meters begin with {@code headroom.} and exist from the start.
 *
 * <ul>
 *   <li>{@code filter.nodes{result}}: nodes asked about, by what was answered: {@code fits}, {@code refused},
 *       {@code would_refuse} (mode or forecast refuse nothing), {@code preemption_would_help} (refused by a
 *       plugin, yet passed), {@code unknown} (not in the state, passed), {@code shortened} (could pass, but is not
 *       among the best few, or others fit and here the pod would have to preempt)
 *   <li>{@code filter.preemption.would.help}: requests of filter with at least one such node
 *   <li>{@code preempt.candidates{result}}: {@code kept}, {@code refused}, {@code no_victims}, {@code elsewhere} (a
 *       victim runs on another node), {@code unknown} (the node is not in the state, kept)
 *   <li>{@code no.profile}: requests for a pod whose scheduler no profile serves
 *   <li>{@code full.objects}: requests that carried whole node objects
 *   <li>{@code unresolved.pods}: pods charged at present
 *   <li>{@code unresolved.dropped{reason}}: pods that stopped counting before the watch showed them: {@code expired},
 *       {@code overflow}
 *   <li>{@code verb.last.call}, {@code verb} filter, prioritize, preempt: when it was last called, seconds since 1970; 0
 *       for never
 *   <li>{@code pod.values.ignored}: values in pods that are no quantities
 * </ul>
 *
 * <p>Used by the one thread that answers verbs; meters are read by any.
 */
public final class VerbMeters {

    final Counter fits;
    final Counter refused;
    final Counter wouldRefuse;
    final Counter helped;
    final Counter unknown;
    final Counter shortened;
    final Counter preemptionWouldHelp;
    final Counter candidateKept;
    final Counter candidateRefused;
    final Counter candidateWithoutVictims;
    final Counter candidateElsewhere;
    final Counter candidateUnknown;
    final Counter noProfile;
    final Counter fullObjects;
    final Counter valuesIgnored;

    private final AtomicLong filterCalledAt;
    private final AtomicLong prioritizeCalledAt;
    private final AtomicLong preemptCalledAt;
    private final AtomicLong unresolved = new AtomicLong();
    private final AtomicLong expired = new AtomicLong();
    private final AtomicLong overflowed = new AtomicLong();

    public VerbMeters(MeterRegistry registry) {
        fits = filterNodes(registry, "fits");
        refused = filterNodes(registry, "refused");
        wouldRefuse = filterNodes(registry, "would_refuse");
        helped = filterNodes(registry, "preemption_would_help");
        unknown = filterNodes(registry, "unknown");
        shortened = filterNodes(registry, "shortened");
        preemptionWouldHelp = Counter.builder("headroom.filter.preemption.would.help")
                .description("Filter requests in which a refused node passed because preemption would help there")
                .register(registry);
        candidateKept = candidates(registry, "kept");
        candidateRefused = candidates(registry, "refused");
        candidateWithoutVictims = candidates(registry, "no_victims");
        candidateElsewhere = candidates(registry, "elsewhere");
        candidateUnknown = candidates(registry, "unknown");
        noProfile = Counter.builder("headroom.no.profile")
                .description("Requests for a pod whose scheduler no profile serves; answered neutrally")
                .register(registry);
        fullObjects = Counter.builder("headroom.full.objects")
                .description("Requests with whole node objects (nodeCacheCapable: false)")
                .register(registry);
        valuesIgnored = Counter.builder("headroom.pod.values.ignored")
                .description("Values in pods that are no quantities and counted as not set")
                .register(registry);
        Gauge.builder("headroom.unresolved.pods", unresolved, AtomicLong::get)
                .description("Pods that were answered and that the watch has not shown yet")
                .register(registry);
        filterCalledAt = lastCall(registry, "filter");
        prioritizeCalledAt = lastCall(registry, "prioritize");
        preemptCalledAt = lastCall(registry, "preempt");
        dropped(registry, "expired", expired);
        dropped(registry, "overflow", overflowed);
    }

    /** Publishes numbers that only the verbs' thread may read. */
    void unresolved(long now, long expiredSinceStart, long overflowedSinceStart) {
        unresolved.lazySet(now);
        expired.lazySet(expiredSinceStart);
        overflowed.lazySet(overflowedSinceStart);
    }

    void filterCalled(long atMillis) {
        filterCalledAt.lazySet(atMillis);
    }

    void prioritizeCalled(long atMillis) {
        prioritizeCalledAt.lazySet(atMillis);
    }

    void preemptCalled(long atMillis) {
        preemptCalledAt.lazySet(atMillis);
    }

    /** Epoch milliseconds; 0 for never. */
    public long filterCalledAt() {
        return filterCalledAt.get();
    }

    /** Epoch milliseconds; 0 for never. */
    public long prioritizeCalledAt() {
        return prioritizeCalledAt.get();
    }

    /** Epoch milliseconds; 0 for never. */
    public long preemptCalledAt() {
        return preemptCalledAt.get();
    }

    /** Since start. */
    public long noProfileRequests() {
        return (long) noProfile.count();
    }

    /** Since start. */
    public long fullObjectRequests() {
        return (long) fullObjects.count();
    }

    private static AtomicLong lastCall(MeterRegistry registry, String verb) {
        AtomicLong at = new AtomicLong();
        Gauge.builder("headroom.verb.last.call", at, millis -> millis.get() / 1000.0)
                .description("When the verb was last called, seconds since 1970; 0 for never")
                .baseUnit("seconds")
                .tag("verb", verb)
                .strongReference(true)
                .register(registry);
        return at;
    }

    private static Counter filterNodes(MeterRegistry registry, String result) {
        return Counter.builder("headroom.filter.nodes")
                .description("Nodes that filter was asked about")
                .tag("result", result)
                .register(registry);
    }

    private static Counter candidates(MeterRegistry registry, String result) {
        return Counter.builder("headroom.preempt.candidates")
                .description("Preemption candidates that were vetted")
                .tag("result", result)
                .register(registry);
    }

    private static void dropped(MeterRegistry registry, String reason, AtomicLong count) {
        FunctionCounter.builder("headroom.unresolved.dropped", count, AtomicLong::get)
                .description("Pods that stopped counting before the watch showed them")
                .tag("reason", reason)
                .register(registry);
    }
}
