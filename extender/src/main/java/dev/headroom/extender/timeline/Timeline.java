package dev.headroom.extender.timeline;

import dev.headroom.api.Contribution.Quantity;
import dev.headroom.api.PodInfo;
import dev.headroom.extender.state.MeasuredContainer;
import dev.headroom.predict.ContainerForecast;
import dev.headroom.predict.ContainerSpec;
import dev.headroom.predict.Flag;
import dev.headroom.predict.Placement;
import dev.headroom.predict.Sample;
import dev.headroom.predict.Signal;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One container: what was measured of it, what was forecast, and how good that was. Not thread-safe. */
final class Timeline {

    /** After this without a word of the program the model's own view stands in, as it does in placement. */
    private static final long SILENT_MILLIS = 60_000;

    /** What was not measured for so long may as well make room. */
    private static final long LEFT_MILLIS = 300_000;

    /** The first part of an explanation, from which all others lead to the forecast. */
    private static final String LEVEL = "resident now";

    private static final Map<Line, Signal> SIGNALS = new EnumMap<>(Map.of(
            Line.HEAP_GOAL, Signal.HEAP_GOAL,
            Line.CURRENT, Signal.USAGE,
            Line.WORKING_SET, Signal.WORKING_SET,
            Line.LOW, Signal.CGROUP_LOW,
            Line.HIGH, Signal.CGROUP_HIGH,
            Line.MAX, Signal.CGROUP_MAX));

    private final long sinceMillis;
    private final Points points = new Points();
    private final Judge judge = new Judge(Timelines.HORIZON_MILLIS);
    private final Waits some = new Waits();
    private final Waits full = new Waits();
    private final Map<Line, Figure> figures = new EnumMap<>(Line.class);
    private final String container;
    private PodInfo pod;
    private String workload;
    private @Nullable String node;
    private ContainerSpec spec;
    private double risk;
    private @Nullable ContainerForecast forecast;
    private long sampledAt;
    private long saidAt;

    Timeline(MeasuredContainer measured, long sinceMillis) {
        this.sinceMillis = sinceMillis;
        container = measured.name();
        pod = measured.pod();
        workload = Followed.workload(pod);
        node = measured.node();
        spec = measured.spec();
    }

    void add(MeasuredContainer measured, Sample sample) {
        pod = measured.pod();
        workload = Followed.workload(pod);
        node = measured.node();
        spec = measured.spec();
        risk = risk(measured);
        long at = sample.atMillis();
        sampledAt = Math.max(sampledAt, at);
        ContainerForecast ahead = measured.ahead().apply(Timelines.HORIZON_MILLIS);
        int point = points.at(at);
        if (point < 0) {
            return;
        }
        for (Map.Entry<Line, Signal> each : SIGNALS.entrySet()) {
            double value = sample.get(each.getValue());
            figure(each.getKey(), Double.isInfinite(value) ? 0 : value, sample);
            // A bound or a goal of 0 is none, and is not drawn.
            points.put(each.getKey(), point, value > 0 && !Double.isInfinite(value) ? value : Double.NaN);
        }
        if (!figures.containsKey(Line.MAX) && spec.limitBytes() > 0) {
            points.put(Line.MAX, point, spec.limitBytes());
        }
        waits(Line.PRESSURE_SOME, some, Signal.PRESSURE_SOME_SECONDS, point, sample);
        waits(Line.PRESSURE_FULL, full, Signal.PRESSURE_FULL_SECONDS, point, sample);
        resident(point, sample, ahead);
        if (ahead != null && ahead.confidence() > 0 && ahead.atMillis() == at) {
            forecast(point, ahead);
        }
    }

    /** How much of its limit placement expects it to need, at p95; 0 if that is not known. It costs nothing to know. */
    static double risk(MeasuredContainer measured) {
        Placement placement = measured.placement();
        long limit = measured.spec().limitBytes();
        return placement == null || limit == 0 ? 0 : Math.min(1, placement.highBytes() / limit);
    }

    /** That of its newest sample; below 0 if that is long ago. */
    double risk(long nowMillis) {
        return nowMillis - sampledAt > LEFT_MILLIS ? -1 : risk;
    }

    String workload() {
        return workload;
    }

    long sinceMillis() {
        return sinceMillis;
    }

    Followed followed() {
        Map<Line, Figure> all = new EnumMap<>(figures);
        all.putIfAbsent(Line.MAX, new Figure(spec.limitBytes(), Figure.Source.SPECIFICATION, 0));
        if (spec.highBytes() > 0) {
            all.putIfAbsent(Line.HIGH, new Figure(spec.highBytes(), Figure.Source.SPECIFICATION, 0));
        }
        return new Followed(pod, node, container, sinceMillis, sampledAt, forecast, all, judge.score());
    }

    Drawn drawn() {
        return new Drawn(followed(), points.times(), points.lines());
    }

    private void resident(int point, Sample sample, @Nullable ContainerForecast ahead) {
        long at = sample.atMillis();
        double bytes = sample.get(Signal.RESIDENT);
        if (!Double.isNaN(bytes)) {
            saidAt = Math.max(saidAt, at);
        } else if (at - saidAt > SILENT_MILLIS) {
            bytes = level(ahead, sample);
        }
        if (!Double.isNaN(bytes)) {
            points.raise(Line.RESIDENT, point, bytes);
            figure(Line.RESIDENT, bytes, sample);
            judge.resident(at, bytes);
        }
    }

    /** What its model starts from; of a young one that its siblings speak for, the kernel's own word. */
    private static double level(@Nullable ContainerForecast ahead, Sample sample) {
        if (ahead != null && !ahead.why().isEmpty()) {
            Quantity first = ahead.why().getFirst();
            if (first.name().equals(LEVEL)) {
                return first.value();
            }
        }
        return sample.get(Signal.ANON, sample.get(Signal.WORKING_SET));
    }

    private void forecast(int point, ContainerForecast ahead) {
        forecast = ahead;
        points.put(Line.P50, point, ahead.p50Bytes());
        points.put(Line.P95, point, ahead.p95Bytes());
        points.put(Line.LIMIT_OOM, point, ahead.limitOomProbability());
        if (!ahead.flags().contains(Flag.WARMING_UP)) {
            judge.forecast(ahead.atMillis(), ahead.p50Bytes(), ahead.p95Bytes());
        }
    }

    private void waits(Line line, Waits waits, Signal counter, int point, Sample sample) {
        double share = waits.share(sample.atMillis(), sample.get(counter));
        points.put(line, point, share);
        figure(line, share, sample);
    }

    private void figure(Line line, double value, Sample sample) {
        Figure before = figures.get(line);
        if (!Double.isNaN(value) && (before == null || before.atMillis() <= sample.atMillis())) {
            figures.put(line, new Figure(value, source(sample), sample.atMillis()));
        }
    }

    private static Figure.Source source(Sample sample) {
        return switch (sample.origin()) {
            case SCRAPE -> Figure.Source.SCRAPE;
            case PROMETHEUS -> Figure.Source.PROMETHEUS;
            case KUBELET -> Figure.Source.KUBELET;
        };
    }
}
