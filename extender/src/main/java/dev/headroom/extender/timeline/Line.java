package dev.headroom.extender.timeline;

/** What is drawn of a container over time: bytes, or shares of 1. */
public enum Line {
    /** What its program says is resident; without a word of it, what the model takes from the kernel's account. */
    RESIDENT("residentBytes"),
    /** Median of the highest resident memory within the horizon after the point. */
    P50("p50Bytes"),
    /** Its 95 % quantile. */
    P95("p95Bytes"),
    /** That the kernel ends the container at its own limit within the horizon after the point. */
    LIMIT_OOM("limitOomProbability"),
    /** {@code next_gc}. */
    HEAP_GOAL("heapGoalBytes"),
    /** {@code memory.current}. */
    CURRENT("currentBytes"),
    /** {@code memory.current} without file pages that were not used lately. */
    WORKING_SET("workingSetBytes"),
    /** {@code memory.low}. */
    LOW("lowBytes"),
    /** {@code memory.high}. */
    HIGH("highBytes"),
    /** {@code memory.max}, or the specification's limit where the kernel's is not known. */
    MAX("maxBytes"),
    /** Share of the time since the measurement before in which some task waited for memory. */
    PRESSURE_SOME("pressureSome"),
    /** Share of that time in which all tasks waited. */
    PRESSURE_FULL("pressureFull");

    private final String key;

    Line(String key) {
        this.key = key;
    }

    /** Its name for machines, with its unit. */
    public String key() {
        return key;
    }
}
