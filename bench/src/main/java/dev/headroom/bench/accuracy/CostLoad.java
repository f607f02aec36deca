package dev.headroom.bench.accuracy;

import dev.headroom.api.MemoryForecast;
import dev.headroom.api.PodInfo;
import dev.headroom.api.PodMemorySpec;
import dev.headroom.api.Resources;
import dev.headroom.extender.state.PodContainer;
import dev.headroom.extender.state.StateEvent;
import dev.headroom.predict.ContainerSpec;
import dev.headroom.predict.QosClass;
import dev.headroom.predict.Sample;
import dev.headroom.predict.Signal;
import java.util.List;
import java.util.SplittableRandom;

/**
 * What watches and telemetry would tell of many containers of Go programs: ten to a node, ten replicas to a workload,
 * each with a heap that rises and falls, all that the full runtime collector exports, and the kubelet's account of it.
 * Deterministic; used by one thread.
 */
final class CostLoad {

    static final int SCRAPE_SECONDS = 5;
    static final int KUBELET_SECONDS = 15;

    private static final int PER_NODE = 10;
    private static final int REPLICAS = 10;
    private static final String NAME = "app";
    private static final double MIB = 1 << 20;
    private static final long LIMIT = 512L << 20;

    private final int containers;
    private final SplittableRandom random = new SplittableRandom(1);
    private final double[] allocated;

    CostLoad(int containers) {
        this.containers = containers;
        this.allocated = new double[containers];
    }

    int containers() {
        return containers;
    }

    int nodes() {
        return (containers + PER_NODE - 1) / PER_NODE;
    }

    StateEvent node(int number) {
        return new StateEvent.NodeApplied("node-" + number, new Resources(16_000, 32L << 30));
    }

    StateEvent pod(int number, long atMillis) {
        PodInfo pod = new PodInfo(
                uid(number),
                "shop",
                "web-" + number / REPLICAS + "-6d5f7c9b84-" + number,
                "headroom",
                workload(number),
                0,
                new Resources(200, LIMIT / 2),
                new PodMemorySpec(LIMIT, 0, 0, 0),
                MemoryForecast.UNKNOWN);
        return new StateEvent.PodApplied(
                pod, "node-" + number / PER_NODE, false, atMillis, List.of(new PodContainer(NAME, spec())));
    }

    ContainerSpec spec() {
        return new ContainerSpec(LIMIT, 0, LIMIT / 2, 1_000, Double.NaN, ContainerSpec.NOT_SET, QosClass.BURSTABLE);
    }

    String key(int number) {
        return uid(number) + "/" + NAME;
    }

    String workload(int number) {
        return "shop/Deployment/web-" + number / REPLICAS;
    }

    StateEvent told(int number, Sample sample) {
        return new StateEvent.ContainerSampled(uid(number), NAME, sample);
    }

    /** Live 40 to 80 MiB that drifts, 20 MiB/s of garbage under GOGC 100, and noise. */
    Sample scraped(int number, long atMillis) {
        double live = live(number, atMillis);
        double goal = 2 * live;
        allocated[number] += 20 * MIB * SCRAPE_SECONDS * (0.9 + 0.2 * random.nextDouble());
        double objects = live + allocated[number] % live;
        return Sample.at(atMillis, Sample.Origin.SCRAPE)
                .put(Signal.HEAP_GOAL, goal)
                .put(Signal.HEAP_LIVE, live)
                .put(Signal.HEAP_OBJECTS, objects)
                .put(Signal.HEAP_UNUSED, 2 * MIB)
                .put(Signal.HEAP_FREE, goal - objects)
                .put(Signal.HEAP_RELEASED, 4 * MIB)
                .put(Signal.STACKS, MIB)
                .put(Signal.MAPPED, goal + 14 * MIB)
                .put(Signal.ALLOCATED, allocated[number])
                .put(Signal.GC_CYCLES, Math.floor(allocated[number] / live))
                .put(Signal.ROOTS, MIB / 2)
                .put(Signal.GOGC, 100)
                .put(Signal.MEMORY_LIMIT, 0x1p63)
                .put(Signal.LIMITER_LAST_CYCLE, 0)
                .put(Signal.GC_CPU_SECONDS, allocated[number] / (4_000 * MIB))
                .put(Signal.BUSY_CPU_SECONDS, allocated[number] / (100 * MIB))
                .put(Signal.GC_PAUSE_SECONDS, allocated[number] / (1e6 * MIB))
                .put(Signal.GOROUTINES, 100 + random.nextInt(20))
                .put(Signal.RESIDENT, goal + (18 + random.nextDouble()) * MIB)
                .put(Signal.PROCESS_CPU_SECONDS, allocated[number] / (100 * MIB))
                .put(Signal.START_TIME_SECONDS, 1_000_000)
                .build();
    }

    Sample accounted(int number, long atMillis) {
        double anon = 2 * live(number, atMillis) + 10 * MIB;
        return Sample.at(atMillis, Sample.Origin.KUBELET)
                .put(Signal.USAGE, anon + 30 * MIB)
                .put(Signal.WORKING_SET, anon + 12 * MIB)
                .put(Signal.ANON, anon)
                .put(Signal.MAPPED_FILE, 8 * MIB)
                .put(Signal.PEAK, anon + 40 * MIB)
                .put(Signal.CGROUP_MAX, LIMIT)
                .put(Signal.PRESSURE_SOME_SECONDS, 0)
                .put(Signal.PRESSURE_FULL_SECONDS, 0)
                .put(Signal.OOM_KILLS, 0)
                .put(Signal.CGROUP_CPU_SECONDS, allocated[number] / (100 * MIB))
                .build();
    }

    private static double live(int number, long atMillis) {
        double phase = atMillis / 600_000.0 + number * 0.37;
        return (60 + 20 * Math.sin(2 * Math.PI * phase)) * MIB;
    }

    /** As long as a real one. */
    private static String uid(int number) {
        return "6f2c1e0a-9d54-4b8e-a1c3-%012d".formatted(number);
    }
}
