package dev.headroom.extender.telemetry.names;

import static dev.headroom.predict.Signal.*;

import java.util.List;

/**
 * A JVM as Micrometer's binders name it: {@code JvmMemoryMetrics}, {@code JvmGcMetrics}, {@code ProcessorMetrics},
 * {@code UptimeMetrics}. It tells no resident memory: what it holds is the committed heap, which is rarely given back,
 * and what lies beside the heap. Stacks and the collector's own memory are in neither.
 */
public final class MicrometerJvm implements Dialect {

    private static final String AREA = "area";
    private static final String COMMITTED = "jvm_memory_committed_bytes";

    @Override
    public String name() {
        return "Micrometer JVM";
    }

    @Override
    public List<Formula> formulas() {
        return List.of(
                Formula.of(COMMITTED_HEAP, heap(COMMITTED)),
                // A pool without a bound of its own says -1; the sum of the others is the heap's.
                Formula.of(LARGEST_HEAP, heap("jvm_memory_max_bytes").atLeastZero()),
                Formula.of(
                        OFF_HEAP,
                        Metric.named(COMMITTED).with(AREA, "nonheap").summed(),
                        Metric.named("jvm_buffer_memory_used_bytes").summed()),
                Formula.of(
                        OFF_HEAP, Metric.named(COMMITTED).with(AREA, "nonheap").summed()),
                // 0 until the first collection of the old generation.
                Formula.of(
                        HEAP_LIVE, Metric.named("jvm_gc_live_data_size_bytes").aboveZero()),
                Formula.of(HEAP_OBJECTS, heap("jvm_memory_used_bytes")),
                Formula.of(ALLOCATED, "jvm_gc_memory_allocated_bytes_total"),
                Formula.of(GC_CYCLES, Metric.named("jvm_gc_pause_seconds_count").summed()),
                Formula.of(
                        GC_PAUSE_SECONDS,
                        Metric.named("jvm_gc_pause_seconds_sum").summed()),
                Formula.of(
                        GC_PAUSE_LONGEST_SECONDS,
                        Metric.named("jvm_gc_pause_seconds_max").largest()),
                Formula.of(
                        PROCESS_CPU_SECONDS,
                        Metric.named("process_cpu_time_ns_total").times(1e-9)));
    }

    private static Metric heap(String metric) {
        return Metric.named(metric).with(AREA, "heap").summed();
    }
}
