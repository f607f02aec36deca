package dev.headroom.extender.telemetry.prometheus;

import dev.headroom.config.PrometheusSettings;
import dev.headroom.config.PrometheusSettings.SeriesSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What a server has, by how many containers of each side it knows.
 *
 * @param raw by exporters' names
 * @param recorded by the names of the recording rules
 * @param podRows of the kubelet's series, those of whole pods
 */
record Available(Map<Side, Integer> raw, Map<Side, Integer> recorded, int podRows) {

    static final Available UNKNOWN = new Available(Map.of(), Map.of(), 0);

    private static final String WHAT = "what";
    private static final String POD_ROWS = "pod_rows";

    Available {
        raw = Map.copyOf(raw);
        recorded = Map.copyOf(recorded);
    }

    /** Whether the recorded series are to be read. */
    boolean reads(Side side, SeriesSource choice) {
        return switch (choice) {
            case RECORDED -> true;
            case RAW -> false;
            case AUTO -> recorded.getOrDefault(side, 0) > 0;
        };
    }

    /** Rows of pods where no row is of a container. */
    Selection.Rows rows() {
        return raw.getOrDefault(Side.CONTAINER, 0) == 0 && podRows > 0
                ? Selection.Rows.PODS
                : Selection.Rows.CONTAINERS;
    }

    int containers(Side side, SeriesSource choice) {
        return (reads(side, choice) ? recorded : raw).getOrDefault(side, 0);
    }

    /** One query that brings all of this. */
    static Query query(PrometheusSettings settings) {
        StringBuilder counts = new StringBuilder();
        for (Side side : Side.values()) {
            Expressions raw = Expressions.raw(settings, side, Selection.Rows.CONTAINERS);
            count(counts, "count(" + raw.present() + ")", "raw_" + side);
            count(counts, "count(" + side.recordedAt() + ")", "recorded_" + side);
        }
        Expressions pods = Expressions.raw(settings, Side.CONTAINER, Selection.Rows.PODS);
        count(counts, "count(" + pods.present() + ")", POD_ROWS);
        return new Query("available", counts.toString(), List.of(WHAT));
    }

    private static void count(StringBuilder counts, String expression, String what) {
        counts.append(counts.isEmpty() ? "" : " or ")
                .append("label_replace(")
                .append(expression)
                .append(", \"" + WHAT + "\", \"")
                .append(what)
                .append("\", \"\", \"\")");
    }

    /** Reads the answer to that query. */
    static final class Reader implements SeriesSink {

        private final Map<Side, Integer> raw = new EnumMap<>(Side.class);
        private final Map<Side, Integer> recorded = new EnumMap<>(Side.class);
        private int podRows;
        private String what = "";

        @Override
        public void series(LabelRow labels) {
            what = labels.get(WHAT);
        }

        @Override
        public void point(long atMillis, double value) {
            int count = value >= 0 ? (int) value : 0;
            for (Side side : Side.values()) {
                if (what.equals("raw_" + side)) {
                    raw.put(side, count);
                } else if (what.equals("recorded_" + side)) {
                    recorded.put(side, count);
                }
            }
            podRows = what.equals(POD_ROWS) ? count : podRows;
        }

        Available read() {
            return new Available(raw, recorded, podRows);
        }
    }
}
