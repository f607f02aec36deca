package dev.headroom.extender.telemetry.names;

import dev.headroom.extender.telemetry.exposition.PrometheusText;
import dev.headroom.extender.telemetry.exposition.Series;
import dev.headroom.extender.telemetry.join.CgroupPath;
import dev.headroom.predict.Sample;
import dev.headroom.predict.Signal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What was read of one exposition about many containers, such as the kubelet's. Of two lives of one container the
 * newer counts. Where a kubelet shows pods only, the pod's own row stands in, with an empty name of the container; not
 * where it shows a pod's network and the container is dead. Not thread-safe.
 */
public final class ContainerReadings implements PrometheusText.Sink {

    /** Takes what was read. */
    @FunctionalInterface
    public interface Taker {

        /**
         * @param podUid empty if unknown
         * @param container empty if it is the whole pod's
         * @param sample empty if nothing that was said is believed
         */
        void take(String podUid, String namespace, String pod, String container, Sample sample);
    }

    /** More are left out: no node has as many. */
    static final int MOST = 20_000;

    private record Row(ContainerLabels.Key key, Sample sample) {

        static final Comparator<Row> OLDER_FIRST = Comparator.<Row>comparingDouble(
                        row -> row.sample.get(Signal.START_TIME_SECONDS, 0))
                .thenComparingLong(row -> row.sample.atMillis());
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

    /** @param atMillis epoch milliseconds at which it was read */
    public void forEach(long atMillis, Sample.Origin origin, Taker taker) {
        List<Row> rows = rows(atMillis, origin);
        Map<ContainerLabels.Key, Row> newest = new LinkedHashMap<>();
        Map<ContainerLabels.Key, Integer> rowsOfPods = new HashMap<>();
        for (Row row : rows) {
            rowsOfPods.merge(row.key.container(""), 1, Integer::sum);
            if (!row.key.isPod()) {
                newest.merge(row.key.container(row.key.container()), row, ContainerReadings::newer);
            }
        }
        boolean containersAreShown = !newest.isEmpty();
        for (Row row : rows) {
            ContainerLabels.Key pod = row.key.container("");
            // A pod that has a row of its network, too, would have one of its container, were that not dead.
            boolean alone = Integer.valueOf(1).equals(rowsOfPods.get(pod));
            if (row.key.isPod() && alone && !(row.key.cgroup().isEmpty() && containersAreShown)) {
                newest.put(pod, row);
            }
        }
        newest.forEach((key, row) -> taker.take(
                CgroupPath.podUid(row.key.cgroup()), key.namespace(), key.pod(), key.container(), row.sample));
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
                if (!sample.isEmpty() || sample.dropped() > 0) {
                    rows.add(new Row(key, sample));
                }
            }
        });
        return rows;
    }

    private static Row newer(Row a, Row b) {
        return Row.OLDER_FIRST.compare(a, b) <= 0 ? b : a;
    }
}
