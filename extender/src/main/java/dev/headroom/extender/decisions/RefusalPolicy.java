package dev.headroom.extender.decisions;

import dev.headroom.api.ForecastSource;
import dev.headroom.api.PodInfo;

/**
 * Which pods may be refused a node at all. A refusal must be near certain, and a specification says what a pod may
 * take, not what it takes: it steers, but it never refuses. The same holds for a pod of which nothing is known.
 */
public final class RefusalPolicy {

    private RefusalPolicy() {}

    /** Whether the pod's forecast comes from its own metrics, those of its replicas, or its annotation. */
    public static boolean mayRefuse(PodInfo pod) {
        return mayRefuse(pod.forecast().source());
    }

    static boolean mayRefuse(ForecastSource source) {
        return switch (source) {
            case MEASURED, REPLICAS, ANNOTATION -> true;
            case SPEC, UNKNOWN -> false;
        };
    }
}
