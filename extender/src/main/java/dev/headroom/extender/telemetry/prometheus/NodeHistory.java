package dev.headroom.extender.telemetry.prometheus;

import dev.headroom.config.PrometheusSettings;
import dev.headroom.extender.telemetry.DroppedValues;
import dev.headroom.extender.telemetry.NodePast;
import dev.headroom.extender.telemetry.join.Address;
import dev.headroom.extender.telemetry.join.PodDirectory;
import dev.headroom.predict.Sample;
import dev.headroom.predict.Signal;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads once what nodes and their pods held in the past, by the kubelet's accounting of both. Blocks its caller.
 */
final class NodeHistory {

    private static final long LEAST_STEP_MILLIS = 300_000;

    /** Two series for each of the most nodes that a cluster has. */
    private static final int SERIES = 30_000;

    private static final String NODE = "node_memory_working_set_bytes";
    private static final String CONTAINER = "container_memory_working_set_bytes";

    /** NaN is unknown. */
    private static final class Pair {
        private double node = Double.NaN;
        private double pods = Double.NaN;
    }

    private interface Taking {
        void take(Pair pair, double value);
    }

    private final PrometheusSettings settings;
    private final Interview interview;
    private final InstantSource clock;
    private final PodDirectory directory;
    private final DroppedValues droppedValues;
    private final Map<String, TreeMap<Long, Pair>> nodes = new HashMap<>();

    NodeHistory(
            PrometheusSettings settings,
            Interview interview,
            InstantSource clock,
            PodDirectory directory,
            DroppedValues droppedValues) {
        this.settings = settings;
        this.interview = interview;
        this.clock = clock;
        this.directory = directory;
        this.droppedValues = droppedValues;
    }

    /**
     * Tells each node's past once; nothing of a node of which only one of the two is known.
     *
     * @return of how many nodes something was told
     */
    int read(Consumer<NodePast> pasts) {
        if (settings.history().isZero()) {
            return 0;
        }
        long now = clock.millis() + interview.offset().millis();
        HistoryPlan plan = new HistoryPlan(
                now,
                settings.history().toMillis(),
                LEAST_STEP_MILLIS,
                SERIES,
                now,
                settings.historyTimeout().toMillis());
        while (plan.hasNext(now) && interview.allows()) {
            HistoryPlan.Chunk chunk = plan.next(now);
            if (!read(chunk)) {
                break;
            }
            long then = clock.millis() + interview.offset().millis();
            plan.answered(chunk, then - now);
            now = then;
        }
        int told = 0;
        for (Map.Entry<String, TreeMap<Long, Pair>> node : nodes.entrySet()) {
            told += tell(node.getKey(), node.getValue(), pasts) ? 1 : 0;
        }
        nodes.clear();
        return told;
    }

    private boolean read(HistoryPlan.Chunk chunk) {
        String window = "[" + chunk.stepMillis() / 1000 + "s]";
        List<String> place = List.of(settings.labels().node(), settings.labels().instance());
        String whole = "max by " + Selection.list(place) + " (last_over_time(" + NODE + window + ") or last_over_time("
                + CONTAINER + "{id=\"/\"}" + window + "))";
        return ask(chunk, new Query("node_history", whole, place), (pair, value) -> pair.node = value)
                && ask(chunk, pods(window, place), (pair, value) -> pair.pods = value);
    }

    private Query pods(String window, List<String> place) {
        Selection selection =
                Selection.all(Side.CONTAINER, settings.containerJoin(), settings.labels(), Selection.Rows.CONTAINERS);
        List<String> each = new ArrayList<>(place);
        each.addAll(selection.identity());
        return new Query(
                "node_pods_history",
                "sum by " + Selection.list(place) + " (max by " + Selection.list(each) + " (last_over_time(" + CONTAINER
                        + "{" + selection.matchers() + "}" + window + ")))",
                place);
    }

    private boolean ask(HistoryPlan.Chunk chunk, Query query, Taking taking) {
        SeriesSink sink = new SeriesSink() {

            private @Nullable TreeMap<Long, Pair> points;

            @Override
            public void series(LabelRow labels) {
                String node = labels.get(settings.labels().node());
                String host = Address.host(labels.get(settings.labels().instance()));
                String name = node.isEmpty() && !host.isEmpty() ? directory.nodeByAddress(host) : node;
                points =
                        name == null || name.isEmpty() ? null : nodes.computeIfAbsent(name, unknown -> new TreeMap<>());
            }

            @Override
            public void point(long atMillis, double value) {
                if (points != null
                        && droppedValues
                                .one(atMillis, Sample.Origin.KUBELET, Signal.WORKING_SET, value)
                                .has(Signal.WORKING_SET)) {
                    taking.take(points.computeIfAbsent(atMillis, at -> new Pair()), value);
                }
            }
        };
        return interview
                .askRange(
                        query,
                        sink,
                        settings.maxBytes(),
                        chunk.fromMillis() + chunk.stepMillis(),
                        chunk.toMillis(),
                        chunk.stepMillis())
                .isGood();
    }

    private boolean tell(String node, TreeMap<Long, Pair> points, Consumer<NodePast> pasts) {
        List<NodePast.Point> told = new ArrayList<>();
        points.forEach((at, pair) -> {
            if (!Double.isNaN(pair.node) && !Double.isNaN(pair.pods)) {
                told.add(new NodePast.Point(interview.offset().ours(at), (long) pair.node, (long) pair.pods));
            }
        });
        if (!told.isEmpty()) {
            pasts.accept(new NodePast(node, told));
        }
        return !told.isEmpty();
    }
}
