package dev.headroom.extender;

import dev.headroom.api.ForecastSource;
import dev.headroom.api.NodeInfo;
import dev.headroom.api.PodInfo;
import dev.headroom.extender.doctor.Diagnosis;
import dev.headroom.extender.ops.StatusSource;
import dev.headroom.extender.state.ClusterView;
import dev.headroom.extender.telemetry.InputHealth;
import dev.headroom.extender.verbs.VerbMeters;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/** Collects from all parts what {@code headroom doctor} asks. Looks at each pod once, when it is asked. Thread-safe. */
final class Diagnoser implements Supplier<Diagnosis> {

    private final Supplier<ClusterView> views;
    private final StatusSource status;
    private final VerbMeters verbs;
    private final InstantSource clock;
    private volatile Supplier<List<InputHealth>> inputs = List::of;

    Diagnoser(Supplier<ClusterView> views, StatusSource status, VerbMeters verbs, InstantSource clock) {
        this.views = views;
        this.status = status;
        this.verbs = verbs;
        this.clock = clock;
    }

    /** Sources start last, when there is somebody whom they can tell. */
    void asks(Supplier<List<InputHealth>> sources) {
        inputs = sources;
    }

    @Override
    public Diagnosis get() {
        ClusterView view = views.get();
        return new Diagnosis(
                clock.millis(),
                status.version(),
                status.simulated(),
                view.synced(),
                status.killSwitch(),
                status.profiles().stream().map(Diagnoser::profile).toList(),
                view.degraded().stream().map(status::sentence).toList(),
                nodes(view),
                pods(view),
                List.of(
                        new Diagnosis.Verb("filter", verbs.filterCalledAt()),
                        new Diagnosis.Verb("prioritize", verbs.prioritizeCalledAt()),
                        new Diagnosis.Verb("preempt", verbs.preemptCalledAt())),
                inputs.get().stream().map(Diagnoser::input).toList(),
                verbs.noProfileRequests(),
                verbs.fullObjectRequests());
    }

    private static Diagnosis.Profile profile(StatusSource.ProfileState state) {
        return new Diagnosis.Profile(
                state.schedulerName(), state.mode().name().toLowerCase(Locale.ROOT), state.takenOut());
    }

    private static Diagnosis.Input input(InputHealth health) {
        InputHealth.Failure failure = health.failure();
        return new Diagnosis.Input(
                health.name(),
                health.wanted(),
                health.matched(),
                health.newestMillis(),
                health.intervalMillis(),
                failure == null ? null : new Diagnosis.Failure(failure.atMillis(), failure.asked(), failure.problem()),
                health.signals().stream()
                        .map(seen -> new Diagnosis.Seen(seen.signal(), seen.containers(), seen.atMillis()))
                        .toList(),
                health.notes());
    }

    private static Diagnosis.Nodes nodes(ClusterView view) {
        int known = 0;
        int withoutMemory = 0;
        for (int slot = 0; slot < view.slots(); slot++) {
            NodeInfo node = view.node(slot);
            if (node != null) {
                known++;
                withoutMemory += node.allocatable().memoryBytes() <= 0 ? 1 : 0;
            }
        }
        return new Diagnosis.Nodes(known, withoutMemory);
    }

    private static Diagnosis.Pods pods(ClusterView view) {
        int running = 0;
        int[] bySource = new int[ForecastSource.values().length];
        for (int slot = 0; slot < view.slots(); slot++) {
            NodeInfo node = view.node(slot);
            if (node != null) {
                for (PodInfo pod : node.pods()) {
                    running++;
                    bySource[pod.forecast().source().ordinal()]++;
                }
            }
        }
        return new Diagnosis.Pods(
                running,
                bySource[ForecastSource.MEASURED.ordinal()],
                bySource[ForecastSource.REPLICAS.ordinal()],
                bySource[ForecastSource.ANNOTATION.ordinal()],
                bySource[ForecastSource.SPEC.ordinal()],
                bySource[ForecastSource.UNKNOWN.ordinal()]);
    }
}
