package dev.headroom.extender.telemetry.names;

import static dev.headroom.predict.Signal.*;

import java.util.List;

/** The kubelet's {@code /metrics/resource}: little, cheap, and there even where cAdvisor's metrics are not. */
public final class KubeletResource implements Dialect {

    @Override
    public String name() {
        return "kubelet /metrics/resource";
    }

    @Override
    public List<Formula> formulas() {
        return List.of(
                Formula.of(WORKING_SET, "container_memory_working_set_bytes"),
                Formula.of(WORKING_SET, "pod_memory_working_set_bytes"),
                Formula.of(WORKING_SET, "node_memory_working_set_bytes"),
                Formula.of(CGROUP_CPU_SECONDS, "container_cpu_usage_seconds_total"),
                Formula.of(CGROUP_CPU_SECONDS, "pod_cpu_usage_seconds_total"),
                Formula.of(CGROUP_CPU_SECONDS, "node_cpu_usage_seconds_total"),
                Formula.of(START_TIME_SECONDS, "container_start_time_seconds"));
    }
}
