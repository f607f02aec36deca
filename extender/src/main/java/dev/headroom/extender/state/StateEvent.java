package dev.headroom.extender.state;

import dev.headroom.api.PodInfo;
import dev.headroom.api.Resources;
import dev.headroom.predict.GoSample;
import org.jspecify.annotations.Nullable;

/** Something that the writer thread is told. Each event carries the whole new truth about its subject. */
public sealed interface StateEvent {

    /** A node exists and looks like this. */
    record NodeApplied(String name, Resources allocatable) implements StateEvent {}

    record NodeDeleted(String name) implements StateEvent {}

    /**
     * A pod exists and looks like this; its forecast is not yet known.
     *
     * @param nodeName where it is bound, null while it is not
     * @param finished whether its phase is Succeeded or Failed: it holds no memory any more
     * @param createdAtMillis epoch milliseconds
     */
    record PodApplied(PodInfo pod, @Nullable String nodeName, boolean finished, long createdAtMillis)
            implements StateEvent {}

    record PodDeleted(String uid) implements StateEvent {}

    /** A pod's runtime was measured. */
    record Sampled(String podUid, GoSample sample) implements StateEvent {}

    /**
     * How much telemetry there should be.
     *
     * @param wanted how many pods ask to be measured
     * @param intervalMillis how often each is, &gt; 0
     */
    record TelemetryExpected(int wanted, long intervalMillis) implements StateEvent {}

    /** All that existed at start has been told. */
    record Synced() implements StateEvent {}
}
