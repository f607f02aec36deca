package dev.headroom.predict;

import java.util.function.DoubleUnaryOperator;

/**
 * A Go program that is played, not run: it allocates at a steady rate, its collector sets its goals as {@link GoPacer} has
 * them, and resident memory does not follow the saw down. What it and its cgroup would export can be read at any moment.
 */
final class GoProgram {

    static final double MIB = 1 << 20;

    /** When every program here starts: epoch seconds. */
    static final long STARTED_SECONDS = 1_700_000_000L;

    private static final double STEP_SECONDS = 0.1;
    private static final double SPANS_PER_OBJECT = 1.02;
    private static final double OUTSIDE_RUNTIME = 5 * MIB;
    private static final double FILE_PAGES = 8.5 * MIB;
    private static final double LEAST_ALLOCATION = 64 << 10;
    private static final double CPU_PER_LIVE_BYTE = 1.2e-9;

    private final DoubleUnaryOperator live;
    private final double allocating;
    private double gogc = 100;
    private long memoryLimit;
    private double containerLimit;
    private DoubleUnaryOperator outside = age -> 0;
    private DoubleUnaryOperator goroutines = age -> 10;
    private boolean tellsLive = true;

    private double startedAt;
    private double age;
    private double marked;
    private double goal = 4 * MIB;
    private double objects;
    private double spans = 4 * MIB;
    private double allocated;
    private double collecting;
    private double cycles;
    private double peak;
    private int kills;

    private GoProgram(double allocating, DoubleUnaryOperator live) {
        this.allocating = allocating;
        this.live = live;
    }

    /** @param allocating MiB per second. @param live MiB that are alive at an age in seconds */
    static GoProgram allocating(double allocating, DoubleUnaryOperator live) {
        return new GoProgram(allocating * MIB, live);
    }

    /** With GOGC; negative for off. */
    GoProgram gogc(double percent) {
        gogc = percent;
        return this;
    }

    /** With GOMEMLIMIT, MiB. */
    GoProgram memoryLimit(double mib) {
        memoryLimit = (long) (mib * MIB);
        return this;
    }

    /** In a container with this memory limit, MiB. */
    GoProgram containerLimit(double mib) {
        containerLimit = mib * MIB;
        return this;
    }

    /** With so many MiB of cgo or mmap at an age in seconds. */
    GoProgram outside(DoubleUnaryOperator mib) {
        outside = mib;
        return this;
    }

    GoProgram goroutines(DoubleUnaryOperator count) {
        goroutines = count;
        return this;
    }

    /** Exports client_golang's defaults, which have no live heap, GOGC or limit. */
    GoProgram withDefaultNames() {
        tellsLive = false;
        return this;
    }

    /** How often the kernel ended it at the container's limit; it starts again at once. */
    int kills() {
        return kills;
    }

    /** Lets it run until so many seconds after the start of all. */
    void runUntil(double seconds) {
        while (startedAt + age < seconds - 1e-9) {
            step();
        }
    }

    /** It ends and starts again now. */
    void restart() {
        startedAt += age;
        age = 0;
        marked = 0;
        goal = 4 * MIB;
        objects = 0;
        spans = 4 * MIB;
        allocated = 0;
        collecting = 0;
        cycles = 0;
        peak = 0;
    }

    private void step() {
        age += STEP_SECONDS;
        double left = allocating * STEP_SECONDS;
        allocated += left;
        while (left > 0) {
            double room = Math.max(LEAST_ALLOCATION, HeapView.peakObjects(marked, goal) - objects);
            objects = Math.max(objects + Math.min(left, room), live.applyAsDouble(age) * MIB);
            left -= room;
            spans = Math.max(spans, objects * SPANS_PER_OBJECT);
            if (objects >= HeapView.peakObjects(marked, goal)) {
                collect();
            }
        }
        // The scavenger gives back slowly what exceeds the goal by 10 %, and what comes near the memory limit.
        double kept = memoryLimit == 0 ? goal * 1.1 : Math.min(goal * 1.1, 0.95 * memoryLimit - beside());
        spans = Math.max(objects * SPANS_PER_OBJECT, Math.min(spans, Math.max(spans * 0.999, kept)));
        peak = Math.max(peak, anon());
        if (containerLimit > 0 && anon() > containerLimit) {
            kills++;
            restart();
        }
    }

    private void collect() {
        marked = live.applyAsDouble(age) * MIB;
        objects = marked;
        cycles++;
        collecting += marked * CPU_PER_LIVE_BYTE;
        long free = (long) Math.max(0, spans - objects * SPANS_PER_OBJECT);
        goal = GoPacer.goal((long) marked, 0, gogc, memoryLimit, (long) (spans + beside()), free, (long) objects);
    }

    private double beside() {
        return 3 * MIB + spans * 0.02;
    }

    /** What the kernel really counts as resident now, bytes. */
    double resident() {
        return spans + beside() + OUTSIDE_RUNTIME + outside.applyAsDouble(age) * MIB;
    }

    /** What the cgroup is charged, bytes. */
    double anon() {
        return Math.max(0, resident() - FILE_PAGES);
    }

    double heapGoal() {
        return goal;
    }

    /** Since the start of all. */
    double seconds() {
        return startedAt + age;
    }

    long nowMillis() {
        return STARTED_SECONDS * 1000 + Math.round((startedAt + age) * 1000);
    }

    /** What the program says now. */
    Sample.Builder says() {
        Sample.Builder builder = Sample.at(nowMillis(), Sample.Origin.SCRAPE)
                .put(Signal.HEAP_GOAL, gogc < 0 && memoryLimit == 0 ? 0x1p64 : goal)
                .put(Signal.HEAP_OBJECTS, objects)
                .put(Signal.HEAP_UNUSED, objects * (SPANS_PER_OBJECT - 1))
                .put(Signal.HEAP_FREE, Math.max(0, spans - objects * SPANS_PER_OBJECT))
                .put(Signal.HEAP_RELEASED, 0)
                .put(Signal.MAPPED, spans + beside())
                .put(Signal.ALLOCATED, allocated)
                .put(Signal.GC_CYCLES, cycles)
                .put(Signal.GOROUTINES, goroutines.applyAsDouble(age))
                .put(Signal.PROCESS_CPU_SECONDS, age * 0.5 + collecting)
                .put(Signal.RESIDENT, resident())
                .put(Signal.START_TIME_SECONDS, STARTED_SECONDS + startedAt);
        return !tellsLive
                ? builder
                : builder.put(Signal.HEAP_LIVE, marked)
                        .put(Signal.GOGC, gogc < 0 ? 0x1p64 : gogc)
                        .put(Signal.MEMORY_LIMIT, memoryLimit == 0 ? 0x1p63 : memoryLimit)
                        .put(Signal.GC_CPU_SECONDS, collecting)
                        .put(Signal.BUSY_CPU_SECONDS, age * 0.5 + collecting);
    }

    /** What the kernel says of its cgroup now. */
    Sample.Builder account() {
        return Sample.at(nowMillis(), Sample.Origin.KUBELET)
                .put(Signal.USAGE, anon() + MIB)
                .put(Signal.WORKING_SET, anon() + MIB)
                .put(Signal.ANON, anon())
                .put(Signal.PEAK, peak)
                .put(Signal.CGROUP_MAX, containerLimit);
    }

    /** What its owner wrote down: the limits and the environment. */
    ContainerSpec spec() {
        long goMemLimit = memoryLimit == 0 ? ContainerSpec.NOT_SET : memoryLimit;
        return new ContainerSpec((long) containerLimit, 0, 0, 0, gogc, goMemLimit, QosClass.BURSTABLE);
    }
}
