package dev.headroom.extender.telemetry.names;

import static dev.headroom.predict.Signal.*;

import java.util.List;

/**
 * The names that OpenTelemetry's Go runtime instrumentation had until 2024 ({@code process.runtime.go.mem.heap_alloc}
 * and so on) and still has on request. They tell neither the heap goal nor what is mapped in all.
 */
public final class OtelGoBefore2024 implements Dialect {

    private static final String HEAP = "process_runtime_go_mem_heap_";

    @Override
    public String name() {
        return "OpenTelemetry Go before 2024";
    }

    @Override
    public List<Formula> formulas() {
        return List.of(
                Formula.of(HEAP_OBJECTS, HEAP + "alloc_bytes"),
                Formula.of(HEAP_UNUSED, HEAP + "inuse_bytes").minus(HEAP + "alloc_bytes"),
                Formula.of(HEAP_FREE, HEAP + "idle_bytes").minus(HEAP + "released_bytes"),
                Formula.of(HEAP_RELEASED, HEAP + "released_bytes"),
                Formula.of(GC_CYCLES, "process_runtime_go_gc_count_total"),
                Formula.of(
                        GC_PAUSE_SECONDS,
                        Metric.named("process_runtime_go_gc_pause_ns_nanoseconds_total")
                                .times(1e-9)),
                Formula.of(GOROUTINES, "process_runtime_go_goroutines"));
    }
}
