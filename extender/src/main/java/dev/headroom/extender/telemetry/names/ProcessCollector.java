package dev.headroom.extender.telemetry.names;

import static dev.headroom.predict.Signal.*;

import java.util.List;

/** What client libraries of every language say about their process. */
public final class ProcessCollector implements Dialect {

    @Override
    public String name() {
        return "process";
    }

    @Override
    public List<Formula> formulas() {
        return List.of(
                Formula.of(RESIDENT, "process_resident_memory_bytes"),
                Formula.of(PROCESS_CPU_SECONDS, "process_cpu_seconds_total"),
                Formula.of(START_TIME_SECONDS, "process_start_time_seconds"));
    }
}
