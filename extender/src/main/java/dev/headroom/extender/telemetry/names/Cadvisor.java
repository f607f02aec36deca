package dev.headroom.extender.telemetry.names;

import static dev.headroom.predict.Signal.*;

import java.util.List;

/**
 * cAdvisor's names, as the kubelet exports them at {@code /metrics/cadvisor}. {@code waiting} is the kernel's "some",
 * {@code stalled} its "full"; {@code rss} is anonymous memory.
 */
public final class Cadvisor implements Dialect {

    @Override
    public String name() {
        return "cAdvisor";
    }

    @Override
    public List<Formula> formulas() {
        return List.of(
                Formula.of(USAGE, "container_memory_usage_bytes"),
                Formula.of(WORKING_SET, "container_memory_working_set_bytes"),
                Formula.of(ANON, "container_memory_rss"),
                Formula.of(MAPPED_FILE, "container_memory_mapped_file"),
                // 0 where the kernel keeps no peak.
                Formula.of(
                        PEAK, Metric.named("container_memory_max_usage_bytes").aboveZero()),
                Formula.of(CGROUP_MAX, "container_spec_memory_limit_bytes"),
                Formula.of(PRESSURE_SOME_SECONDS, "container_pressure_memory_waiting_seconds_total"),
                Formula.of(PRESSURE_FULL_SECONDS, "container_pressure_memory_stalled_seconds_total"),
                Formula.of(OOM_KILLS, "container_oom_events_total"),
                // One series per processor or one for all of them, by the kubelet's version.
                Formula.of(
                        CGROUP_CPU_SECONDS,
                        Metric.named("container_cpu_usage_seconds_total").with("cpu", "total")),
                Formula.of(
                        CGROUP_CPU_SECONDS,
                        Metric.named("container_cpu_usage_seconds_total").summed()),
                Formula.of(START_TIME_SECONDS, "container_start_time_seconds"));
    }
}
