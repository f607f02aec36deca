package dev.headroom.extender.ops;

import dev.headroom.extender.timeline.Followed;
import dev.headroom.extender.timeline.Line;
import dev.headroom.extender.timeline.Score;
import dev.headroom.predict.ContainerForecast;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A workload on the page. The bytes are those of one container, the followed one that is nearest its limit, so that
 * they belong together; {@link Double#NaN}, in JSON null, where something is not known.
 *
 * @param workload {@code namespace/Kind/name}
 * @param replicas that run
 * @param followed containers of which there is a time line
 * @param pod whose container that is
 * @param residentBytes now
 * @param limitBytes 0 for none
 * @param limitOomProbability within the horizon
 * @param forecasts of all followed containers whose horizon is over
 * @param error mean of |p50 − truth| / truth over them
 * @param coverage share of them whose p95 was not exceeded
 * @param sampledAtMillis epoch milliseconds
 * @param flags of all followed containers, each once
 */
record WorkloadRow(
        String workload,
        int replicas,
        int followed,
        String pod,
        String container,
        double residentBytes,
        double p50Bytes,
        double p95Bytes,
        double limitBytes,
        double limitOomProbability,
        int forecasts,
        double error,
        double coverage,
        long sampledAtMillis,
        List<String> flags) {

    private static final Score NONE = new Score(0, Double.NaN, Double.NaN);

    /** The one that a reader should look at first. */
    static final Comparator<Followed> NEAREST_LIMIT = Comparator.comparingDouble(Followed::limitOomProbability)
            .thenComparingDouble(Followed::ofLimit)
            .thenComparingDouble(followed -> p95(followed.forecast()))
            .reversed()
            .thenComparing(followed -> followed.pod().name())
            .thenComparing(Followed::container);

    WorkloadRow {
        flags = List.copyOf(flags);
    }

    /**
     * @param containers of one workload, the nearest to its limit first; at least one
     * @param running replicas
     */
    static WorkloadRow of(List<Followed> containers, int running) {
        Followed nearest = containers.getFirst();
        ContainerForecast forecast = nearest.forecast();
        Score score = containers.stream().map(Followed::score).reduce(NONE, Score::and);
        return new WorkloadRow(
                nearest.workload(),
                running,
                containers.size(),
                nearest.pod().name(),
                nearest.container(),
                nearest.value(Line.RESIDENT),
                forecast == null ? Double.NaN : forecast.p50Bytes(),
                forecast == null ? Double.NaN : forecast.p95Bytes(),
                nearest.value(Line.MAX),
                forecast == null ? Double.NaN : forecast.limitOomProbability(),
                score.forecasts(),
                score.error(),
                score.coverage(),
                nearest.sampledAtMillis(),
                containers.stream()
                        .flatMap(one -> one.forecast() == null ? null : one.forecast().flags().stream())
                        .distinct()
                        .sorted()
                        .map(Advice::name)
                        .toList());
    }

    private static double p95(@Nullable ContainerForecast forecast) {
        return forecast == null ? 0 : forecast.p95Bytes();
    }
}
