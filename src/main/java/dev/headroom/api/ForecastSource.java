package dev.headroom.api;

/** Where a {@link MemoryForecast} comes from, most trusted first. */
public enum ForecastSource {
    /** This pod's own runtime metrics. */
    MEASURED,
    /** The metrics of other replicas of the same workload. */
    REPLICAS,
    /** The pod's annotation {@code headroom.dev/memory-plateau}. */
    ANNOTATION,
    /** The pod's {@code GOMEMLIMIT}, limit or request. */
    SPEC,
    /** Nothing is known: the pod counts as nothing and moves no verdict. */
    UNKNOWN
}
