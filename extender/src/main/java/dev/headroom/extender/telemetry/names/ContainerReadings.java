package dev.headroom.extender.telemetry.names;

import dev.headroom.extender.telemetry.exposition.PrometheusText;
import dev.headroom.extender.telemetry.exposition.Series;
import dev.headroom.predict.Sample;
import dev.headroom.predict.Signal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What was read of one exposition about many containers, such as the kubelet's. Of two lives of one container the
 * newer counts; the pod's own row stands in, with an empty name of the container, where a pod has no other. Not
 * thread-safe.
 */
public final class ContainerReadings implements PrometheusText.Sink {

    /** Takes what was read. */
    @FunctionalInterface
    public interface Taker {

        /**
         * @param podUid empty if unknown
         * @param container empty if it is the whole pod's
         */
        void take(String podUid, String namespace, String pod, String container, Sample sample);
    }

    /** More are left out: no node has as many. */
    static final int MOST = 20_000;

    private record Row(ContainerLabels.Key key, Sample sample) {

        static final Comparator<Row> OLDER_FIRST = Comparator.<Row>comparingDouble(
                        row -> row.sample.get(Signal.START_TIME_SECONDS, 0))
                .thenComparingLong(row -> row.sample.atMillis());

        /** Of a pod's rows its own cgroup has the shortest path. */
        static final Comparator<Row> INNER_FIRST =
                Comparator.<Row>comparingInt(row -> row.key.cgroup().length()).reversed();
    }

    private final NameTable table;
    private final ContainerLabels labels;
    private final Map<ContainerLabels.Key, Reading> readings = new LinkedHashMap<>();

    public ContainerReadings(NameTable table, ContainerLabels labels) {
        this.table = table;
        this.labels = labels;
    }

    @Override
    public boolean wants(String name) {
        return table.knows(name);
    }

    @Override
    public void series(Series series) {
        ContainerLabels.Key key = labels.key(series);
        Reading reading = readings.get(key);
        if (reading == null && readings.size() < MOST && (!key.pod().isEmpty() || key.isNode())) {
            reading = table.reading();
            readings.put(key, reading);
        }
        if (reading != null) {
            reading.series(series);
        }
    }

    /** @param atMillis epoch milliseconds, for what has no timestamp of its own */
    public void forEach(long atMillis, Sample.Origin origin, Taker taker) {
        List<Row> rows = rows(atMillis, origin);
        Map<ContainerLabels.Key, Row> newest = new LinkedHashMap<>();
        Set<ContainerLabels.Key> podsWithContainers = new HashSet<>();
        for (Row row : rows) {
            if (!row.key.isPod()) {
                newest.merge(row.key.container(row.key.container()), row, ContainerReadings::newer);
                podsWithContainers.add(row.key.container(""));
            }
        }
        for (Row row : rows) {
            ContainerLabels.Key pod = row.key.container("");
            if (row.key.isPod() && !podsWithContainers.contains(pod)) {
                newest.merge(pod, row, ContainerReadings::outer);
            }
        }
        newest.forEach((key, row) -> taker.take(
                ContainerLabels.podUid(row.key.cgroup()), key.namespace(), key.pod(), key.container(), row.sample));
    }

    /** What was said of the node itself; empty if nothing was. */
    public Sample node(long atMillis, Sample.Origin origin) {
        for (Map.Entry<ContainerLabels.Key, Reading> entry : readings.entrySet()) {
            if (entry.getKey().isNode()) {
                return entry.getValue().sample(atMillis, origin);
            }
        }
        return Sample.at(atMillis, origin).build();
    }

    private List<Row> rows(long atMillis, Sample.Origin origin) {
        List<Row> rows = new ArrayList<>();
        readings.forEach((key, reading) -> {
            if (!key.isNode()) {
                Sample sample = reading.sample(atMillis, origin);
                if (!sample.isEmpty()) {
                    rows.add(new Row(key, sample));
                }
            }
        });
        return rows;
    }

    private static Row newer(Row a, Row b) {
        return Row.OLDER_FIRST.compare(a, b) <= 0 ? b : a;
    }

    private static Row outer(Row a, Row b) {
        return Row.INNER_FIRST.compare(a, b) <= 0 ? b : a;
    }
}
