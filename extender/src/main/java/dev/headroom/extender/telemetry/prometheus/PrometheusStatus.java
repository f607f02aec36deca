package dev.headroom.extender.telemetry.prometheus;

import dev.headroom.extender.telemetry.InputHealth;
import dev.headroom.predict.Signal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
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

    private static final long TOLD_OFFSET_MILLIS = 2_000;

    public PrometheusStatus {
        recorded = List.copyOf(recorded);
        signals = Map.copyOf(signals);
        warnings = List.copyOf(warnings);
    }

    /** Of several signals the one of the most containers. */
    Seen newest(Set<Signal> of) {
        return of.stream()
                .map(signal -> signals.getOrDefault(signal, new Seen(0, 0)))
                .max(Comparator.comparingInt(Seen::containers))
                .orElseThrow();
    }

    /**
     * In the signals' order.
     *
     * @param of which ones
     * @param named also those of them that never came
     */
    List<InputHealth.Seen> seen(Predicate<Signal> of, Set<Signal> named) {
        return Arrays.stream(Signal.values())
                .filter(of)
                .filter(signal -> signals.containsKey(signal) || named.contains(signal))
                .map(signal -> {
                    Seen seen = signals.getOrDefault(signal, new Seen(0, 0));
                    return new InputHealth.Seen(signal.name(), seen.containers(), seen.atMillis());
                })
                .toList();
    }

    /** What else people should know. */
    List<String> notes() {
        List<String> notes = new ArrayList<>();
        notes.add("past: " + history);
        if (Math.abs(clockOffsetMillis) >= TOLD_OFFSET_MILLIS) {
            notes.add("its clock is " + Math.abs(clockOffsetMillis) / 1000 + " s "
                    + (clockOffsetMillis > 0 ? "ahead" : "behind"));
        }
        if (!absurd.isEmpty()) {
            notes.add("not believed was " + absurd);
        }
        warnings.forEach(warning -> notes.add("it remarks: " + warning));
        return notes;
    }

    /** Of a server that was not asked yet. */
    static PrometheusStatus notAsked(String url) {
        return new PrometheusStatus(
                url, 0, null, 0, List.of(), false, 0, Round.NONE, Map.of(), "", "not read yet", List.of());
    }
}
