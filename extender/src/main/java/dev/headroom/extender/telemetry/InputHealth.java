package dev.headroom.extender.telemetry;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a source says of itself, for people who ask why something is missing. Times are epoch milliseconds, 0 for never.
 *
 * @param wanted how many subjects it should measure
 * @param matched of which something came within three intervals
 * @param newestMillis of the newest measurement
 * @param intervalMillis how often each should come
 * @param failure the last one; null if there was none
 * @param signals when each of them last came; those that never did with 0
 * @param notes whatever else people should know, each without a full stop
 */
public record InputHealth(
        String name,
        int wanted,
        int matched,
        long newestMillis,
        long intervalMillis,
        @Nullable Failure failure,
        List<Seen> signals,
        List<String> notes) {

    public InputHealth {
        signals = List.copyOf(signals);
        notes = List.copyOf(notes);
    }

    /** A source that says nothing of single signals. */
    public InputHealth(
            String name,
            int wanted,
            int matched,
            long newestMillis,
            long intervalMillis,
            @Nullable Failure failure,
            List<String> notes) {
        this(name, wanted, matched, newestMillis, intervalMillis, failure, List.of(), notes);
    }

    /** @param containers of how many it came then */
    public record Seen(String signal, int containers, long atMillis) {}

    /**
     * @param asked exactly what was asked: a URL, or a query
     * @param problem what came of it
     */
    public record Failure(long atMillis, String asked, String problem) {}
}
