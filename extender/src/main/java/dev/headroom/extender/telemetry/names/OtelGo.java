package dev.headroom.extender.telemetry.names;

import static dev.headroom.predict.Signal.*;

import dev.headroom.predict.Signal;
import java.util.ArrayList;
import java.util.List;

/**
 * OpenTelemetry's Go runtime instrumentation ({@code go.memory.used} and so on), as its Prometheus exporter names it,
 * with and without suffixes for units.
 *
 * <p>{@code go.memory.used} is what is mapped and was not given back. It stands for {@code MAPPED}, and what was given
 * back stays unknown: to take nothing off is right. {@code go.memory.limit} is left out where there is no limit.
 */
public final class OtelGo implements Dialect {

    private static final String TYPE = "go_memory_type";

    @Override
    public String name() {
        return "OpenTelemetry Go";
    }

    @Override
    public List<Formula> formulas() {
        List<Formula> formulas = new ArrayList<>();
        either(formulas, HEAP_GOAL, "go_memory_gc_goal_bytes", "go_memory_gc_goal");
        either(formulas, ALLOCATED, "go_memory_allocated_bytes_total", "go_memory_allocated_total");
        either(formulas, MEMORY_LIMIT, "go_memory_limit_bytes", "go_memory_limit");
        either(formulas, GOGC, "go_config_gogc_percent", "go_config_gogc");
        either(formulas, GOROUTINES, "go_goroutine_count");
        for (String used : List.of("go_memory_used_bytes", "go_memory_used")) {
            Metric stacks = Metric.named(used).with(TYPE, "stack");
            formulas.add(Formula.of(STACKS, stacks));
            formulas.add(Formula.of(MAPPED, Metric.named(used).with(TYPE, "other"), stacks));
        }
        return formulas;
    }

    private static void either(List<Formula> formulas, Signal signal, String... names) {
        for (String name : names) {
            formulas.add(Formula.of(signal, name));
        }
    }
}
