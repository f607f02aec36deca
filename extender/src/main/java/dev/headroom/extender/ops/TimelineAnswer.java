package dev.headroom.extender.ops;

import dev.headroom.api.Contribution.Quantity;
import dev.headroom.extender.timeline.Drawn;
import dev.headroom.extender.timeline.Figure;
import dev.headroom.extender.timeline.Followed;
import dev.headroom.extender.timeline.Line;
import dev.headroom.extender.timeline.Score;
import dev.headroom.extender.timeline.Timelines;
import dev.headroom.predict.ContainerForecast;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What {@code /api/timeline} says: a workload, its followed containers, and all of one of them. Bytes and shares of 1;
 * null where something is not known.
 *
 * @param horizonSeconds the forecast of a point speaks of the time after it, for so long
 * @param replicas the nearest to its limit first
 */
record TimelineAnswer(
        long nowMillis, double horizonSeconds, WorkloadRow workload, List<Replica> replicas, Chosen chosen) {

    TimelineAnswer {
        replicas = List.copyOf(replicas);
    }

    /** @param container empty if only the pod is known */
    record Replica(
            String pod,
            String container,
            @Nullable String node,
            double residentBytes,
            double p95Bytes,
            double limitBytes,
            double limitOomProbability) {

        static Replica of(Followed followed) {
            ContainerForecast forecast = followed.forecast();
            return new Replica(
                    followed.pod().name(),
                    followed.container(),
                    followed.node(),
                    followed.value(Line.RESIDENT),
                    forecast == null ? Double.NaN : forecast.p95Bytes(),
                    followed.value(Line.MAX),
                    forecast == null ? Double.NaN : forecast.limitOomProbability());
        }
    }

    /** The newest forecast; as in {@link ContainerForecast}. */
    record Ahead(
            long atMillis,
            long p50Bytes,
            long p95Bytes,
            long p99Bytes,
            double heapGoalBytes,
            double gcCpuFraction,
            double cyclesPerSecond,
            double limitOomProbability,
            double confidence) {

        static Ahead of(ContainerForecast forecast) {
            return new Ahead(
                    forecast.atMillis(),
                    forecast.p50Bytes(),
                    forecast.p95Bytes(),
                    forecast.p99Bytes(),
                    forecast.heapGoalBytes(),
                    forecast.gcCpuFraction(),
                    forecast.cyclesPerSecond(),
                    forecast.limitOomProbability(),
                    forecast.confidence());
        }
    }

    /**
     * @param requestBytes of the whole pod; 0 for none
     * @param figures the newest of each measured line, by the line's key; absent are those that are not known
     * @param why the parts of p50 in the order in which they add up
     * @param atMillis of the points, ascending
     * @param lines by their keys, as many values as there are points
     */
    record Chosen(
            String pod,
            String podUid,
            String container,
            @Nullable String node,
            long requestBytes,
            long sinceMillis,
            long sampledAtMillis,
            @Nullable Ahead forecast,
            Score score,
            Map<String, Figure> figures,
            List<Advice> flags,
            List<Quantity> why,
            List<Long> atMillis,
            Map<String, List<Double>> lines) {

        static Chosen of(Drawn drawn) {
            Followed followed = drawn.followed();
            ContainerForecast forecast = followed.forecast();
            Map<String, Figure> figures = new LinkedHashMap<>();
            Map<String, List<Double>> lines = new LinkedHashMap<>();
            for (Line line : Line.values()) {
                Figure figure = followed.figures().get(line);
                if (figure != null) {
                    figures.put(line.key(), figure);
                }
                lines.put(line.key(), drawn.lines().getOrDefault(line, List.of()));
            }
            return new Chosen(
                    followed.pod().name(),
                    followed.pod().uid(),
                    followed.container(),
                    followed.node(),
                    followed.pod().requests().memoryBytes(),
                    followed.sinceMillis(),
                    followed.sampledAtMillis(),
                    forecast == null ? null : Ahead.of(forecast),
                    followed.score(),
                    figures,
                    forecast == null ? List.of() : Advice.of(forecast.flags()),
                    forecast == null ? List.of() : forecast.why(),
                    drawn.atMillis(),
                    lines);
        }
    }

    static TimelineAnswer of(long nowMillis, List<Followed> containers, int running, Drawn chosen) {
        return new TimelineAnswer(
                nowMillis,
                Timelines.HORIZON_MILLIS / 1000.0,
                WorkloadRow.of(containers, running),
                containers.stream().map(Replica::of).toList(),
                Chosen.of(chosen));
    }
}
