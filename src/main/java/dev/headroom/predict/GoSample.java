package dev.headroom.predict;

import dev.headroom.api.MemoryForecast;

/**
 * One scrape of a Go process. Made by {@link #check}, which refuses what no process can report.
 *
 * @param sampledAtMillis epoch milliseconds of the scrape
 * @param heapGoalBytes {@code /gc/heap/goal:bytes}; 0 if the collector has no goal (GOGC off and no memory limit)
 * @param heapLiveBytes {@code /gc/heap/live:bytes}; 0 unknown
 * @param heapAllocBytes heap objects now, garbage included; 0 unknown
 * @param allocatedTotalBytes counter of everything ever allocated
 * @param gcCycles counter of finished cycles
 * @param gogcPercent {@link Double#NaN} unknown, negative for off
 * @param memoryLimitBytes {@code GOMEMLIMIT}; 0 none or unknown
 * @param mappedBytes mapped in all ({@code sys}); 0 unknown
 * @param releasedBytes the part of it that was given back to the kernel
 * @param residentBytes resident memory of the process; 0 unknown
 * @param stackBytes memory of goroutine stacks; 0 unknown
 */
public record GoSample(
        long sampledAtMillis,
        long heapGoalBytes,
        long heapLiveBytes,
        long heapAllocBytes,
        double allocatedTotalBytes,
        double gcCycles,
        double gogcPercent,
        long memoryLimitBytes,
        long mappedBytes,
        long releasedBytes,
        long residentBytes,
        long stackBytes) {

    /** What {@link #check} makes of a scrape. */
    public sealed interface Checked {

        /** The scrape can be used. */
        record Accepted(GoSample sample) implements Checked {}

        /**
         * The scrape says what no process can say.
         *
         * @param problem names the value, what it is, and what is allowed
         */
        record Refused(String problem) implements Checked {}
    }

    /**
     * Takes the numbers as a scrape has them. The Go runtime exports "no memory limit" as 2⁶³−1 and "no heap goal" as
     * 2⁶⁴−1; both become 0 here, and the latter says that GOGC is off.
     */
    public static Checked check(
            long sampledAtMillis,
            double heapGoal,
            double heapLive,
            double heapAlloc,
            double allocatedTotal,
            double gcCycles,
            double gogcPercent,
            double memoryLimit,
            double mapped,
            double released,
            double resident,
            double stack) {
        boolean withoutGoal = heapGoal >= 0x1p63;
        double goal = withoutGoal ? 0 : heapGoal;
        double limit = memoryLimit > MemoryForecast.MAX_BYTES ? 0 : memoryLimit;
        String[] names = {
            "heap goal", "live heap", "heap objects", "memory limit", "mapped", "released", "resident", "stacks"
        };
        double[] bytes = {goal, heapLive, heapAlloc, limit, mapped, released, resident, stack};
        for (int i = 0; i < bytes.length; i++) {
            if (!(bytes[i] >= 0 && bytes[i] <= MemoryForecast.MAX_BYTES)) {
                return refused(names[i], bytes[i], "0 to " + MemoryForecast.MAX_BYTES + " bytes");
            }
        }
        if (!(allocatedTotal >= 0 && allocatedTotal < Double.POSITIVE_INFINITY)) {
            return refused("allocated in all", allocatedTotal, "a finite number of at least 0");
        }
        if (!(gcCycles >= 0 && gcCycles < Double.POSITIVE_INFINITY)) {
            return refused("GC cycles", gcCycles, "a finite number of at least 0");
        }
        if (gogcPercent > Integer.MAX_VALUE) {
            return refused("GOGC", gogcPercent, "at most " + Integer.MAX_VALUE + " percent");
        }
        if (released > mapped) {
            return refused("released", released, "at most what is mapped, " + (long) mapped + " bytes");
        }
        if (goal == 0 && mapped == 0 && resident == 0) {
            return new Checked.Refused("heap goal, mapped and resident memory are all 0: nothing to forecast from");
        }
        return new Checked.Accepted(new GoSample(
                sampledAtMillis,
                (long) goal,
                (long) heapLive,
                (long) heapAlloc,
                allocatedTotal,
                gcCycles,
                withoutGoal ? -1 : gogcPercent,
                (long) limit,
                (long) mapped,
                (long) released,
                (long) resident,
                (long) stack));
    }

    /** What the runtime holds of the kernel's memory: mapped and not given back. */
    public long heldBytes() {
        return mappedBytes - releasedBytes;
    }

    /**
     * The same as a sample of the program's own metrics: what is 0 here because it is unknown is absent there. A goal
     * of 0 is none, which is infinite there.
     */
    public Sample toSample() {
        Sample.Builder sample = Sample.at(sampledAtMillis, Sample.Origin.SCRAPE)
                .put(Signal.HEAP_GOAL, heapGoalBytes == 0 ? Double.POSITIVE_INFINITY : heapGoalBytes)
                .put(Signal.ALLOCATED, allocatedTotalBytes)
                .put(Signal.GC_CYCLES, gcCycles)
                .put(Signal.GOGC, gogcPercent);
        putKnown(sample, Signal.HEAP_LIVE, heapLiveBytes);
        putKnown(sample, Signal.HEAP_OBJECTS, heapAllocBytes);
        putKnown(sample, Signal.MEMORY_LIMIT, memoryLimitBytes);
        putKnown(sample, Signal.RESIDENT, residentBytes);
        putKnown(sample, Signal.STACKS, stackBytes);
        if (mappedBytes > 0) {
            sample.put(Signal.MAPPED, mappedBytes).put(Signal.HEAP_RELEASED, releasedBytes);
        }
        return sample.build();
    }

    private static void putKnown(Sample.Builder sample, Signal signal, long bytes) {
        if (bytes > 0) {
            sample.put(signal, bytes);
        }
    }

    private static Checked refused(String name, double value, String allowed) {
        return new Checked.Refused(name + " is " + value + ", allowed is " + allowed);
    }
}
