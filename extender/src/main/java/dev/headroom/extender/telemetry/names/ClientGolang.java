package dev.headroom.extender.telemetry.names;

import static dev.headroom.predict.Signal.*;

import java.util.List;

/** The default Go collector of client_golang, from {@code runtime.MemStats}. It tells no live heap, roots or GC CPU. */
public final class ClientGolang implements Dialect {

    @Override
    public String name() {
        return "client_golang";
    }

    @Override
    public List<Formula> formulas() {
        return List.of(
                Formula.of(HEAP_GOAL, "go_memstats_next_gc_bytes"),
                Formula.of(HEAP_OBJECTS, "go_memstats_heap_alloc_bytes"),
                // In use are the spans, allocated the objects in them.
                Formula.of(HEAP_UNUSED, "go_memstats_heap_inuse_bytes").minus("go_memstats_heap_alloc_bytes"),
                // Idle holds what was given back, too.
                Formula.of(HEAP_FREE, "go_memstats_heap_idle_bytes").minus("go_memstats_heap_released_bytes"),
                Formula.of(HEAP_RELEASED, "go_memstats_heap_released_bytes"),
                Formula.of(STACKS, "go_memstats_stack_inuse_bytes"),
                Formula.of(MAPPED, "go_memstats_sys_bytes"),
                Formula.of(ALLOCATED, "go_memstats_alloc_bytes_total"),
                Formula.of(GC_CYCLES, "go_gc_duration_seconds_count"),
                Formula.of(GOGC, "go_gc_gogc_percent"),
                Formula.of(MEMORY_LIMIT, "go_gc_gomemlimit_bytes"),
                Formula.of(GC_PAUSE_SECONDS, "go_gc_duration_seconds_sum"),
                // Of the last 256 pauses.
                Formula.of(
                        GC_PAUSE_LONGEST_SECONDS,
                        Metric.named("go_gc_duration_seconds").with("quantile", "1")),
                Formula.of(GOROUTINES, "go_goroutines"));
    }
}
