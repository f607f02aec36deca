package dev.headroom.extender.demo;

import dev.headroom.predict.GoPacer;
import dev.headroom.predict.Sample;
import dev.headroom.predict.Signal;
import java.util.SplittableRandom;

/**
 * A Go process in simulated time. What it does with memory is this class's own model and shares nothing with the
 * forecast but the heap goal, which a real Go process computes and exports too: the live heap warms up, follows a load
 * wave with noise, and may grow; resident memory is the highest heap of late times a fragmentation that no metric
 * shows, and falls slowly. Used by one thread.
 */
final class SimulatedProcess {

    private static final double WARM_UP_SECONDS = 12;
    private static final double WAVE_SECONDS = 180;
    private static final double STARTUP_SHARE = 0.25;
    private static final double NOISE_MEMORY = 0.9;
    private static final double NOISE = 0.02;

    /** Caches fill and leaks are found at last, so that a demo that runs for hours stays a cluster that works. */
    private static final double LARGEST_GROWTH = 1.5;

    /** The background scavenger gives back about this share of what is above the present peak, per second. */
    private static final double GIVEN_BACK_PER_SECOND = 0.01;

    private static final long BINARY_BYTES = 14L << 20;

    private static final long STACK_BYTES = 3L << 20;

    private final Workload workload;
    private final Workload.Heap heap;
    private final SplittableRandom random;
    private final double size;
    private final double fragmentation;

    private double ageSeconds;
    private double noise;
    private double live;
    private double goal;
    private double alloc;
    private double allocatedTotal;
    private double cycles;
    private double heapHeld;
    private double mapped;

    SimulatedProcess(Workload workload, long seed) {
        this.workload = workload;
        this.heap = workload.heap();
        this.random = new SplittableRandom(seed);
        this.size = 1 + 0.06 * random.nextGaussian();
        this.fragmentation = 1.01 + Math.abs(0.04 * random.nextGaussian());
        restart();
    }

    /** As after a kill: the counters begin at 0 again, the program is the same. */
    void restart() {
        ageSeconds = 0;
        noise = 0;
        live = 0;
        goal = GoPacer.HEAP_MINIMUM_BYTES;
        alloc = 0;
        allocatedTotal = 0;
        cycles = 0;
        heapHeld = 0;
        mapped = 0;
    }

    /**
     * @param clusterSeconds simulated seconds since the demo's start, for the load wave that all replicas share
     * @param seconds how far to go
     */
    void step(double clusterSeconds, double seconds) {
        ageSeconds += seconds;
        noise = NOISE_MEMORY * noise + NOISE * random.nextGaussian();
        live = Math.max(1 << 20, heap.liveBytes() * size * load(clusterSeconds) * (1 + noise));
        goal = goal();
        double allocated = heap.allocatedPerSecond() * seconds * (0.8 + 0.4 * random.nextDouble());
        allocatedTotal += allocated;
        alloc = Math.max(alloc, live) + allocated;
        double peak = alloc;
        if (alloc > goal) {
            double saw = Math.max(goal - live, goal * 0.02);
            double finished = Math.ceil((alloc - goal) / saw);
            cycles += finished;
            alloc = Math.max(live, alloc - finished * saw);
            // Allocation during the mark overshoots the goal a little, or the trigger came early.
            peak = goal * (0.97 + 0.06 * random.nextDouble());
        }
        double wanted = peak * fragmentation;
        heapHeld = Math.max(wanted, heapHeld - Math.max(0, heapHeld - wanted) * GIVEN_BACK_PER_SECOND * seconds);
        mapped = Math.max(mapped, runtimeHolds());
    }

    /** True resident memory, in bytes. */
    long residentBytes() {
        double outside = heap.outsideBytes() * warmth();
        return (long) (heapHeld + STACK_BYTES + BINARY_BYTES + outside);
    }

    /** What a scrape would read now; less of it where the service exports less. */
    Sample sample(long atMillis) {
        double unused = alloc * (fragmentation - 1);
        Sample.Builder sample = Sample.at(atMillis, Sample.Origin.SCRAPE)
                .put(Signal.HEAP_GOAL, goal)
                .put(Signal.HEAP_OBJECTS, alloc)
                .put(Signal.HEAP_UNUSED, unused)
                .put(Signal.HEAP_FREE, Math.max(0, heapHeld - alloc - unused))
                .put(Signal.HEAP_RELEASED, mapped - runtimeHolds())
                .put(Signal.MAPPED, mapped)
                .put(Signal.ALLOCATED, allocatedTotal)
                .put(Signal.GC_CYCLES, cycles)
                .put(Signal.RESIDENT, residentBytes())
                .put(Signal.START_TIME_SECONDS, Math.max(0, atMillis / 1000.0 - ageSeconds));
        if (workload.metrics() == Workload.Metrics.RUNTIME) {
            sample.put(Signal.HEAP_LIVE, live)
                    .put(Signal.GOGC, heap.gogcPercent())
                    .put(Signal.STACKS, STACK_BYTES)
                    .put(
                            Signal.MEMORY_LIMIT,
                            workload.goMemLimitBytes() == 0 ? Double.POSITIVE_INFINITY : workload.goMemLimitBytes());
        }
        return sample.build();
    }

    private double runtimeHolds() {
        return heapHeld + STACK_BYTES;
    }

    private double warmth() {
        return 1 - (1 - STARTUP_SHARE) * Math.exp(-ageSeconds / WARM_UP_SECONDS);
    }

    private double load(double clusterSeconds) {
        double wave = Math.sin(2 * Math.PI * (clusterSeconds / WAVE_SECONDS + heap.loadPhase()));
        double growth = Math.min(1 + heap.growthPerMinute() * ageSeconds / 60, LARGEST_GROWTH);
        return warmth() * (1 + heap.loadAmplitude() * wave) * growth;
    }

    private double goal() {
        long byPercent = GoPacer.goalByPercent((long) live, STACK_BYTES, heap.gogcPercent());
        if (workload.goMemLimitBytes() == 0) {
            return byPercent;
        }
        long objects = (long) Math.max(alloc, live);
        long held = objects + STACK_BYTES + (long) (live * (fragmentation - 1));
        return Math.min(byPercent, GoPacer.goalByLimit((long) live, workload.goMemLimitBytes(), held, 0, objects));
    }
}
