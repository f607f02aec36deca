package dev.headroom.extender.telemetry.prometheus;

import dev.headroom.predict.Signal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a Prometheus that is asked, for people who ask why something is missing. Immutable. Times are epoch
 * milliseconds, 0 for never.
 *
 * @param url where it is asked
 * @param lastAnswerAtMillis when it last answered anything well
 * @param failure the query that failed last; null if none has
 * @param restsUntilMillis until when it is left alone after failures
 * @param recorded the sides that are read from recorded series
 * @param podRows whether the kubelet's series are of whole pods, for there are none of containers
 * @param clockOffsetMillis how far its clock is ahead of ours
 * @param round the last one that ended
 * @param signals when each signal last came, and of how many containers
 * @param absurd the last value that nothing can have; empty if there was none
 * @param history what became of reading the past
 * @param warnings of the server in the last round
 */
public record PrometheusStatus(
        String url,
        long lastAnswerAtMillis,
        @Nullable Failure failure,
        long restsUntilMillis,
        List<String> recorded,
        boolean podRows,
        long clockOffsetMillis,
        Round round,
        Map<Signal, Seen> signals,
        String absurd,
        String history,
        List<String> warnings) {

    /**
     * @param name of the query, short
     * @param promql exactly as it was asked
     */
    public record Failure(String name, String promql, String problem, long atMillis) {}

    /**
     * @param queries at most 12
     * @param bytes of all answers, as they came over the wire
     * @param containers of which something new was measured
     * @param unmatched series about no container that is known
     * @param shards among how many rounds the pods are divided
     */
    public record Round(long atMillis, int queries, long bytes, int containers, int unmatched, int shards) {

        static final Round NONE = new Round(0, 0, 0, 0, 0, 1);
    }

    /** @param containers of how many it came then */
    public record Seen(long atMillis, int containers) {}

    public PrometheusStatus {
        recorded = List.copyOf(recorded);
        signals = Map.copyOf(signals);
        warnings = List.copyOf(warnings);
    }

    /** Of a server that was not asked yet. */
    static PrometheusStatus notAsked(String url) {
        return new PrometheusStatus(
                url, 0, null, 0, List.of(), false, 0, Round.NONE, Map.of(), "", "not read yet", List.of());
    }
}
