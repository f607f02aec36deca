package dev.headroom.bench.accuracy;

import dev.headroom.predict.ContainerForecast;
import dev.headroom.predict.ContainerSpec;
import dev.headroom.predict.MemoryModel;
import dev.headroom.predict.QosClass;
import dev.headroom.predict.ReferenceRule;
import dev.headroom.predict.Sample;
import dev.headroom.predict.Signal;
import java.util.ArrayList;
import java.util.List;

/**
 * The two cases in which what is written down, the rule of the reference and what the runtime does do not match, as
 * series of scrapes of a Go process with GOGC 100 whose pacer is simulated.
 */
final class MismatchFixtures {

    /**
     * A forecast of both.
     *
     * @param objectsBytes heap objects at the moment of the forecast, garbage included
     */
    record Case(String name, ContainerSpec spec, double objectsBytes, ReferenceRule rule, ContainerForecast model) {}

    private static final double MIB = 1 << 20;
    private static final long START = 1_000_000_000_000L;
    private static final int SECONDS = 300;
    private static final int SCRAPE_SECONDS = 5;
    private static final double GOGC = 100;

    /** CPU seconds of marking for each live MiB, on one core. */
    private static final double MARK_SECONDS_PER_MIB = 0.001;

    private MismatchFixtures() {}

    static List<Case> all() {
        return List.of(farAboveItsRequest(), smallGarbageAtAHighRate());
    }

    /**
     * Requests 128 MiB, limit 512 MiB, runs at 400 MiB: 185 MiB are live, the heap swings between that and 370 MiB, and
     * nothing is killed. The rule takes the garbage for live heap and sees 2 · objects beyond 0.9 of the limit.
     */
    static Case farAboveItsRequest() {
        ContainerSpec spec = new ContainerSpec(
                (long) (512 * MIB), 0, (long) (128 * MIB), 1000, GOGC, ContainerSpec.NOT_SET, QosClass.BURSTABLE);
        return run("128Mi/512Mi at 400Mi", spec, new Simulated(185, 20, 30));
    }

    /** Limit 128 MiB, 4 MiB live, 600 MiB of garbage a second: little memory, much CPU, of which the rule knows nothing. */
    static Case smallGarbageAtAHighRate() {
        ContainerSpec spec = new ContainerSpec(
                (long) (128 * MIB), 0, (long) (128 * MIB), 1000, GOGC, ContainerSpec.NOT_SET, QosClass.GUARANTEED);
        return run("128Mi, small garbage at a high rate", spec, new Simulated(4, 600, 12));
    }

    /**
     * @param liveMib live heap
     * @param allocatedMib a second
     * @param otherMib mapped besides the heap
     */
    private record Simulated(double liveMib, double allocatedMib, double otherMib) {

        double goalMib() {
            return Math.max(4, liveMib * (1 + GOGC / 100));
        }

        /** Garbage of one cycle. */
        double cycleMib() {
            return goalMib() - liveMib;
        }

        Sample at(int second) {
            double allocated = allocatedMib * second;
            double cycles = Math.floor(allocated / cycleMib());
            double objects = liveMib + allocated - cycles * cycleMib();
            double resident = goalMib() + otherMib;
            double gcSeconds = cycles * liveMib * MARK_SECONDS_PER_MIB;
            return Sample.at(START + second * 1000L, Sample.Origin.SCRAPE)
                    .put(Signal.HEAP_GOAL, goalMib() * MIB)
                    .put(Signal.HEAP_LIVE, liveMib * MIB)
                    .put(Signal.HEAP_OBJECTS, objects * MIB)
                    .put(Signal.HEAP_UNUSED, (goalMib() - objects) * MIB)
                    .put(Signal.HEAP_FREE, 0)
                    .put(Signal.HEAP_RELEASED, 0)
                    .put(Signal.STACKS, MIB)
                    .put(Signal.MAPPED, resident * MIB)
                    .put(Signal.ALLOCATED, allocated * MIB)
                    .put(Signal.GC_CYCLES, cycles)
                    .put(Signal.ROOTS, MIB / 4)
                    .put(Signal.GOGC, GOGC)
                    .put(Signal.GC_CPU_SECONDS, gcSeconds)
                    .put(Signal.BUSY_CPU_SECONDS, 0.5 * second + gcSeconds)
                    .put(Signal.RESIDENT, resident * MIB)
                    .put(Signal.PROCESS_CPU_SECONDS, 0.5 * second + gcSeconds)
                    .put(Signal.START_TIME_SECONDS, START / 1000.0)
                    .build();
        }
    }

    private static Case run(String name, ContainerSpec spec, Simulated process) {
        MemoryModel model = new MemoryModel(spec);
        List<Sample> samples = new ArrayList<>();
        for (int second = 0; second <= SECONDS; second += SCRAPE_SECONDS) {
            samples.add(process.at(second));
        }
        samples.forEach(model::observe);
        // The rule is asked where it is furthest off: late in a cycle.
        double objects = samples.stream()
                .mapToDouble(sample -> sample.get(Signal.HEAP_OBJECTS))
                .max()
                .orElseThrow();
        return new Case(
                name,
                spec,
                objects,
                ReferenceRule.of(objects, GOGC, spec.limitBytes()),
                model.forecast(START + SECONDS * 1000L, Window.STANDARD.horizonMillis()));
    }
}
