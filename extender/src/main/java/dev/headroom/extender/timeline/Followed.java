package dev.headroom.extender.timeline;

import dev.headroom.api.PodInfo;
import dev.headroom.predict.ContainerForecast;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A container of which there is a time line, as it is now. Immutable.
 *
 * @param node where its pod is bound; null while it is not
 * @param container its own name; empty if only the pod is known
 * @param sinceMillis epoch milliseconds of its first point
 * @param sampledAtMillis of its newest
 * @param forecast the newest for {@link Timelines#HORIZON_MILLIS}; null if nothing is known
 * @param figures the newest measured ones; absent are those that are not known
 */
public record Followed(
        PodInfo pod,
        @Nullable String node,
        String container,
        long sinceMillis,
        long sampledAtMillis,
        @Nullable ContainerForecast forecast,
        Map<Line, Figure> figures,
        Score score) {

    public Followed {
        figures = Map.copyOf(figures);
    }

    /** {@code namespace/Kind/name}; a pod without a controller is a workload by itself. */
    public String workload() {
        return workload(pod);
    }

    static String workload(PodInfo pod) {
        return pod.workload().isEmpty() ? pod.namespace() + "/Pod/" + pod.name() : pod.workload();
    }

    /** NaN unknown; of a bound or a goal 0 is none. */
    public double value(Line line) {
        Figure figure = figures.get(line);
        return figure == null ? Double.NaN : figure.value();
    }

    /** p95 as a share of the limit; 0 if there is no limit or nothing is known. */
    public double ofLimit() {
        double limit = value(Line.MAX);
        return forecast != null && limit > 0 ? forecast.p95Bytes() / limit : 0;
    }

    /** That the kernel ends it at its own limit within the horizon; 0 unknown. */
    public double limitOomProbability() {
        return forecast == null ? 0 : forecast.limitOomProbability();
    }
}
