package dev.headroom.extender.telemetry.prometheus;

import dev.headroom.config.PrometheusSettings.Labels;
import dev.headroom.extender.telemetry.DroppedValues;
import dev.headroom.extender.telemetry.NodeSample;
import dev.headroom.extender.telemetry.join.Address;
import dev.headroom.extender.telemetry.join.ClockOffset;
import dev.headroom.extender.telemetry.join.PodDirectory;
import dev.headroom.predict.Sample;
import dev.headroom.predict.Signal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What the kubelet's and the node exporter's series say about whole nodes. A node is known by a label or, where none is
 * there, by the address that was scraped. Of one round; not thread-safe.
 */
final class NodeSeries {

    private static final String WORKING_SET = "node_memory_working_set_bytes";
    private static final String ROOT_WORKING_SET = "container_memory_working_set_bytes";
    private static final String AVAILABLE = "node_memory_MemAvailable_bytes";
    private static final List<String> SOME =
            List.of("node_pressure_memory_waiting_seconds_total", "container_pressure_memory_waiting_seconds_total");
    private static final List<String> FULL =
            List.of("node_pressure_memory_stalled_seconds_total", "container_pressure_memory_stalled_seconds_total");
    private static final String NAME = "__name__";

    /** The newest measurement of any kind, epoch milliseconds by the server's clock, and the values by name. */
    private static final class Node {
        private long measuredMillis = Long.MIN_VALUE;
        private final Map<String, Double> values = new HashMap<>();
    }

    private final Labels labels;
    private final PodDirectory directory;
    private final DroppedValues droppedValues;
    private final Map<String, Node> nodes = new HashMap<>();

    NodeSeries(Labels labels, PodDirectory directory, DroppedValues droppedValues) {
        this.labels = labels;
        this.directory = directory;
        this.droppedValues = droppedValues;
    }

    Query ages() {
        // The root cgroup has the path /; other names have no path.
        return new Query(
                "node_age",
                "time() - (max by " + Selection.list(identity()) + " (timestamp(" + WORKING_SET + ")) or max by "
                        + Selection.list(identity()) + " (timestamp(" + ROOT_WORKING_SET + root() + ")) or max by "
                        + Selection.list(identity()) + " (timestamp(" + AVAILABLE + ")))",
                identity());
    }

    Query values() {
        String names = String.join(
                "|", WORKING_SET, ROOT_WORKING_SET, AVAILABLE, String.join("|", SOME), String.join("|", FULL));
        List<String> all = List.of(NAME, labels.node(), labels.instance());
        return new Query(
                "node_values",
                "max by " + Selection.list(all) + " ({" + NAME + "=~\"" + names + "\",id=~\"|/\"})",
                all);
    }

    SeriesSink takingAges() {
        return sink((node, row, atMillis, value) -> {
            if (Math.abs(value) < 1e8) {
                node.measuredMillis = Math.max(node.measuredMillis, atMillis - Math.round(value * 1000));
            }
        });
    }

    SeriesSink takingValues() {
        return sink((node, row, atMillis, value) -> node.values.merge(row.get(NAME), value, Math::max));
    }

    /** Tells what is young enough. */
    int tell(ClockOffset clocks, long evaluatedMillis, long staleMillis, Consumer<NodeSample> samples) {
        int told = 0;
        for (Map.Entry<String, Node> entry : nodes.entrySet()) {
            Node node = entry.getValue();
            if (node.measuredMillis != Long.MIN_VALUE
                    && evaluatedMillis - clocks.ours(node.measuredMillis) <= staleMillis) {
                samples.accept(new NodeSample(
                        entry.getKey(),
                        Math.min(evaluatedMillis, clocks.ours(node.measuredMillis)),
                        Sample.Origin.PROMETHEUS,
                        said(node, List.of(WORKING_SET, ROOT_WORKING_SET), Signal.WORKING_SET),
                        said(node, List.of(AVAILABLE), Signal.USAGE),
                        said(node, SOME, Signal.PRESSURE_SOME_SECONDS),
                        said(node, FULL, Signal.PRESSURE_FULL_SECONDS)));
                told++;
            }
        }
        return told;
    }

    private interface Taking {
        void take(Node node, LabelRow row, long atMillis, double value);
    }

    private SeriesSink sink(Taking taking) {
        return new SeriesSink() {

            private @Nullable Node node;
            private LabelRow row = new LabelRow(List.of());

            @Override
            public void series(LabelRow labelRow) {
                row = labelRow;
                String name = nameOf(labelRow);
                node = name == null ? null : nodes.computeIfAbsent(name, unknown -> new Node());
            }

            @Override
            public void point(long atMillis, double value) {
                if (node != null) {
                    taking.take(node, row, atMillis, value);
                }
            }
        };
    }

    private @Nullable String nameOf(LabelRow row) {
        String node = row.get(labels.node());
        String host = Address.host(row.get(labels.instance()));
        if (!node.isEmpty()) {
            return node;
        }
        return host.isEmpty() ? null : directory.nodeByAddress(host);
    }

    /** Under the first name that says what can be. @param bounds of what can be */
    private double said(Node node, List<String> names, Signal bounds) {
        for (String name : names) {
            Double value = node.values.get(name);
            if (value != null) {
                Sample said = droppedValues.one(node.measuredMillis, Sample.Origin.PROMETHEUS, bounds, value);
                if (said.has(bounds)) {
                    return said.get(bounds);
                }
            }
        }
        return Double.NaN;
    }

    private List<String> identity() {
        return List.of(labels.node(), labels.instance());
    }

    private String root() {
        return "{id=\"/\"}";
    }
}
