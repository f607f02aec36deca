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
        dropped(registry, "expired", expired);
        dropped(registry, "overflow", overflowed);
    }

    /** Publishes numbers that only the verbs' thread may read. */
    void unresolved(long now, long expiredSinceStart, long overflowedSinceStart) {
        unresolved.lazySet(now);
        expired.lazySet(expiredSinceStart);
        overflowed.lazySet(overflowedSinceStart);
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
