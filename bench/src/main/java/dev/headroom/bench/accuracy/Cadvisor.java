package dev.headroom.bench.accuracy;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** The kubelet's {@code /metrics/cadvisor} for the containers of a recording: names, labels and time stamps as cAdvisor's. */
final class Cadvisor {

    /**
     * A container at one moment.
     *
     * @param startSeconds when it started, Unix time
     */
    record Container(Run run, double startSeconds, Usage usage) {}

    private record Series(String name, String type, String help, ToDoubleFunction<Container> value) {}

    private static final List<Series> SERIES = List.of(
            new Series(
                    "container_cpu_usage_seconds_total",
                    "counter",
                    "Cumulative cpu time consumed in seconds.",
                    c -> c.usage().cpuSeconds()),
            new Series(
                    "container_memory_cache",
                    "gauge",
                    "Number of bytes of page cache memory.",
                    c -> c.usage().cache()),
            new Series(
                    "container_memory_mapped_file",
                    "gauge",
                    "Size of memory mapped files in bytes.",
                    c -> c.usage().mappedFile()),
            new Series(
                    "container_memory_max_usage_bytes",
                    "gauge",
                    "Maximum memory usage recorded in bytes",
                    c -> c.usage().maxUsage()),
            new Series(
                    "container_memory_rss",
                    "gauge",
                    "Size of RSS in bytes.",
                    c -> c.usage().rss()),
            new Series(
                    "container_memory_usage_bytes",
                    "gauge",
                    "Current memory usage in bytes, including all memory regardless of when it was accessed",
                    c -> c.usage().usage()),
            new Series(
                    "container_memory_working_set_bytes",
                    "gauge",
                    "Current working set in bytes.",
                    c -> c.usage().workingSet()),
            new Series(
                    "container_oom_events_total",
                    "counter",
                    "Count of out of memory events observed for the container",
                    c -> c.usage().oomKills()),
            new Series(
                    "container_spec_memory_limit_bytes",
                    "gauge",
                    "Memory limit for the container.",
                    c -> c.run().plan().memoryLimitBytes()),
            new Series(
                    "container_start_time_seconds",
                    "gauge",
                    "Start time of the container since unix epoch in seconds.",
                    Container::startSeconds));

    private Cadvisor() {}

    /** The exposition of all containers at an instant, in milliseconds of Unix time. */
    static String exposition(List<Container> containers, long unixMillis) {
        StringBuilder out = new StringBuilder(4096);
        for (Series series : SERIES) {
            out.append("# HELP ")
                    .append(series.name())
                    .append(' ')
                    .append(series.help())
                    .append('\n');
            out.append("# TYPE ")
                    .append(series.name())
                    .append(' ')
                    .append(series.type())
                    .append('\n');
            for (Container container : containers) {
                out.append(series.name()).append(labels(container.run())).append(' ');
                out.append(number(series.value().applyAsDouble(container)));
                if (!series.name().equals("container_start_time_seconds")
                        && !series.name().startsWith("container_spec_")) {
                    out.append(' ').append(unixMillis);
                }
                out.append('\n');
            }
        }
        return out.toString();
    }

    private static String labels(Run run) {
        String pod = run.plan().qosClass().equals("Guaranteed") ? "" : "burstable/";
        Map<String, String> labels = Map.of(
                "container",
                Run.CONTAINER,
                "id",
                "/kubepods/" + pod + "pod" + run.pod() + "/" + run.containerId(),
                "image",
                "registry.example/lab/" + run.plan().kind() + ":1." + run.plan().seed(),
                "name",
                run.containerId(),
                "namespace",
                Run.NAMESPACE,
                "pod",
                run.pod());
        List<String> pairs = new ArrayList<>();
        labels.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(e -> pairs.add(e.getKey() + "=\"" + e.getValue() + "\""));
        return "{" + String.join(",", pairs) + "}";
    }

    private static String number(double value) {
        return new BigDecimal(Double.toString(value)).stripTrailingZeros().toPlainString();
    }
}
