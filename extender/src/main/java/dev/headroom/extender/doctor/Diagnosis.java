package dev.headroom.extender.doctor;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a running Headroom knows of its inputs, as {@code GET /api/doctor} tells it. Times are epoch milliseconds by the
 * process's clock, 0 for never; counts are of now. Immutable.
 *
 * @param noProfileRequests since start, for pods whose scheduler no profile serves
 * @param fullObjectRequests since start, with whole node objects
 */
public record Diagnosis(
        long nowMillis,
        String version,
        boolean simulated,
        boolean synced,
        boolean killSwitch,
        List<Profile> profiles,
        List<String> degraded,
        Nodes nodes,
        Pods pods,
        List<Verb> verbs,
        List<Input> inputs,
        long noProfileRequests,
        long fullObjectRequests) {

    public Diagnosis {
        profiles = List.copyOf(profiles);
        degraded = List.copyOf(degraded);
        verbs = List.copyOf(verbs);
        inputs = List.copyOf(inputs);
    }

    /**
     * A profile as it runs.
     *
     * @param mode in lower case
     * @param takenOut plugins that failed too often and are left out at present
     */
    public record Profile(String schedulerName, String mode, List<String> takenOut) {

        public Profile {
            takenOut = List.copyOf(takenOut);
        }
    }

    /** @param withoutMemory that report no allocatable memory */
    public record Nodes(int known, int withoutMemory) {}

    /** Pods on nodes, by what their forecast rests on. */
    public record Pods(int running, int measured, int byReplicas, int byAnnotation, int bySpecification, int unknown) {}

    /** @param name as in the URL */
    public record Verb(String name, long lastCallMillis) {}

    /**
     * A source of measurements.
     *
     * @param wanted how many subjects it should measure
     * @param matched of which something came within three intervals
     * @param newestMillis of the newest measurement
     * @param intervalMillis how often each should come
     * @param failure the last one; null if there was none
     * @param signals when each of them last came; those that never did with 0
     * @param notes whatever else people should know
     */
    public record Input(
            String name,
            int wanted,
            int matched,
            long newestMillis,
            long intervalMillis,
            @Nullable Failure failure,
            List<Seen> signals,
            List<String> notes) {

        public Input {
            signals = List.copyOf(signals);
            notes = List.copyOf(notes);
        }
    }

    /** @param containers of how many it came then */
    public record Seen(String signal, int containers, long atMillis) {}

    /**
     * @param asked exactly what was asked: a URL, or a query
     * @param problem what came of it
     */
    public record Failure(long atMillis, String asked, String problem) {}
}
