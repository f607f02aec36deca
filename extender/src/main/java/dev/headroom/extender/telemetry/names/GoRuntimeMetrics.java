package dev.headroom.extender.telemetry.names;

import static dev.headroom.predict.Signal.*;

import java.util.List;

/** All of {@code runtime/metrics}, as client_golang names it ({@code WithGoCollectorRuntimeMetrics}). */
public final class GoRuntimeMetrics implements Dialect {

    private static final String CPU = "go_cpu_classes_";
    private static final String IDLE_MARKING = CPU + "gc_mark_idle_cpu_seconds_total";

    @Override
    public String name() {
        return "runtime/metrics";
    }

    @Override
    public List<Formula> formulas() {
        return List.of(
                Formula.of(HEAP_GOAL, "go_gc_heap_goal_bytes"),
                Formula.of(HEAP_LIVE, "go_gc_heap_live_bytes"),
                Formula.of(HEAP_OBJECTS, "go_memory_classes_heap_objects_bytes"),
                Formula.of(HEAP_UNUSED, "go_memory_classes_heap_unused_bytes"),
                Formula.of(HEAP_FREE, "go_memory_classes_heap_free_bytes"),
                Formula.of(HEAP_RELEASED, "go_memory_classes_heap_released_bytes"),
                Formula.of(STACKS, "go_memory_classes_heap_stacks_bytes"),
                Formula.of(MAPPED, "go_memory_classes_total_bytes"),
                Formula.of(ALLOCATED, "go_gc_heap_allocs_bytes_total"),
                Formula.of(GC_CYCLES, "go_gc_cycles_total_gc_cycles_total"),
                Formula.of(ROOTS, Metric.named("go_gc_scan_stack_bytes"), Metric.named("go_gc_scan_globals_bytes")),
                Formula.of(GOGC, "go_gc_gogc_percent"),
                Formula.of(MEMORY_LIMIT, "go_gc_gomemlimit_bytes"),
                Formula.of(LIMITER_LAST_CYCLE, "go_gc_limiter_last_enabled_gc_cycle"),
                // Marking on idle processors costs nobody anything.
                Formula.of(GC_CPU_SECONDS, CPU + "gc_total_cpu_seconds_total").minus(IDLE_MARKING),
                Formula.of(BUSY_CPU_SECONDS, CPU + "total_cpu_seconds_total")
                        .minus(CPU + "idle_cpu_seconds_total", IDLE_MARKING),
                // The summary is exact; sums of these histograms are estimates from their buckets.
                Formula.of(GC_PAUSE_SECONDS, "go_gc_duration_seconds_sum"),
                Formula.of(GC_PAUSE_SECONDS, "go_sched_pauses_total_gc_seconds_sum"),
                Formula.of(GC_PAUSE_SECONDS, "go_gc_pauses_seconds_sum"),
                Formula.of(GOROUTINES, "go_sched_goroutines_goroutines"));
    }
}
