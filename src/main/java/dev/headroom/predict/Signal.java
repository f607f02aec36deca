package dev.headroom.predict;

/**
 * A quantity that something says about one container. The names of the Go runtime's are those of {@code
 * runtime/metrics}, those of the kernel's the names of cgroup v2.
 */
public enum Signal {
    /** {@code /gc/heap/goal:bytes}; 2⁶³ and more means no goal: GOGC off and no memory limit. */
    HEAP_GOAL(Kind.BYTES),
    /** {@code /gc/heap/live:bytes}: what the last mark found live. */
    HEAP_LIVE(Kind.BYTES),
    /** {@code /memory/classes/heap/objects:bytes}: objects now, garbage included. */
    HEAP_OBJECTS(Kind.BYTES),
    /** {@code /memory/classes/heap/unused:bytes}: spans' memory that holds no object (fragmentation). */
    HEAP_UNUSED(Kind.BYTES),
    /** {@code /memory/classes/heap/free:bytes}: free spans that were not given back. */
    HEAP_FREE(Kind.BYTES),
    /** {@code /memory/classes/heap/released:bytes}: given back to the kernel. */
    HEAP_RELEASED(Kind.BYTES),
    /** {@code /memory/classes/heap/stacks:bytes}. */
    STACKS(Kind.BYTES),
    /** {@code /memory/classes/total:bytes}: mapped in all. */
    MAPPED(Kind.BYTES),
    /** {@code /gc/heap/allocs:bytes}: everything ever allocated. */
    ALLOCATED(Kind.COUNTER),
    /** {@code /gc/cycles/total:gc-cycles}. */
    GC_CYCLES(Kind.COUNTER),
    /** {@code /gc/scan/stack:bytes} + {@code /gc/scan/globals:bytes}. */
    ROOTS(Kind.BYTES),
    /** {@code /gc/gogc:percent}; negative for off. */
    GOGC(Kind.PERCENT),
    /** {@code /gc/gomemlimit:bytes}; 2⁶³−1 for none. */
    MEMORY_LIMIT(Kind.BYTES),
    /** {@code /gc/limiter/last-enabled:gc-cycle}; 0 for never. */
    LIMITER_LAST_CYCLE(Kind.COUNT),
    /** {@code /cpu/classes/gc/total} − {@code /cpu/classes/gc/mark/idle}, cpu-seconds. */
    GC_CPU_SECONDS(Kind.COUNTER),
    /** {@code /cpu/classes/total} − {@code /cpu/classes/idle} − {@code /cpu/classes/gc/mark/idle}, cpu-seconds. */
    BUSY_CPU_SECONDS(Kind.COUNTER),
    /** Sum of stop-the-world pauses of the collector, seconds. */
    GC_PAUSE_SECONDS(Kind.COUNTER),
    /** Longest recent pause of the collector, seconds. */
    GC_PAUSE_LONGEST_SECONDS(Kind.COUNT),
    /** {@code /sched/goroutines:goroutines}. */
    GOROUTINES(Kind.COUNT),

    /** A JVM's committed heap, {@code jvm_memory_committed_bytes{area="heap"}}. */
    COMMITTED_HEAP(Kind.BYTES),
    /** A JVM's largest heap, {@code jvm_memory_max_bytes{area="heap"}}. */
    LARGEST_HEAP(Kind.BYTES),
    /** What a JVM holds beside its heap: metaspace, code cache, direct and mapped buffers. */
    OFF_HEAP(Kind.BYTES),

    /** {@code process_resident_memory_bytes}. */
    RESIDENT(Kind.BYTES),
    /** {@code process_cpu_seconds_total}. */
    PROCESS_CPU_SECONDS(Kind.COUNTER),
    /** {@code process_start_time_seconds} or {@code container_start_time_seconds}, epoch seconds. */
    START_TIME_SECONDS(Kind.COUNT),

    /** {@code memory.current}. */
    USAGE(Kind.BYTES),
    /** usage − inactive_file: what the kubelet acts on. */
    WORKING_SET(Kind.BYTES),
    /** {@code memory.stat: anon}; cAdvisor's {@code container_memory_rss}. */
    ANON(Kind.BYTES),
    /** {@code memory.stat: shmem}. */
    SHMEM(Kind.BYTES),
    /** {@code memory.stat: file_mapped}. */
    MAPPED_FILE(Kind.BYTES),
    /** {@code memory.peak} since the container started. */
    PEAK(Kind.BYTES),
    /** {@code memory.max}; 0 for none. */
    CGROUP_MAX(Kind.BYTES),
    /** {@code memory.high}; 0 for none. */
    CGROUP_HIGH(Kind.BYTES),
    /** {@code memory.low}; 0 for none. */
    CGROUP_LOW(Kind.BYTES),
    /** {@code memory.pressure}: some, total seconds; the kubelet's {@code ..._waiting_seconds_total}. */
    PRESSURE_SOME_SECONDS(Kind.COUNTER),
    /** {@code memory.pressure}: full, total seconds; the kubelet's {@code ..._stalled_seconds_total}. */
    PRESSURE_FULL_SECONDS(Kind.COUNTER),
    /** {@code memory.events: oom_kill}. */
    OOM_KILLS(Kind.COUNTER),
    /** The container's CPU time by its cgroup, seconds. */
    CGROUP_CPU_SECONDS(Kind.COUNTER);

    /** How a signal is read. */
    public enum Kind {
        /** A gauge in bytes. */
        BYTES,
        /** Grows until a restart. */
        COUNTER,
        /** A plain number. */
        COUNT,
        /** Percent; negative for off. */
        PERCENT
    }

    private final Kind kind;

    Signal(Kind kind) {
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }

    /** Whether the kernel's accounting of the cgroup is the origin, which a tenant cannot forge. */
    public boolean isFromKernel() {
        return ordinal() >= USAGE.ordinal();
    }
}
