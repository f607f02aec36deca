package dev.headroom.extender.telemetry;

import org.jspecify.annotations.Nullable;

/**
 * What a source says of itself, for people who ask why something is missing. Times are epoch milliseconds, 0 for never.
 *
 * @param wanted how many subjects it should measure
 * @param matched of which something came within three intervals
 * @param newestMillis of the newest measurement
 * @param intervalMillis how often each should come
 * @param failure the last one; null if there was none
 */
public record InputHealth(
        String name,
        int wanted,
        int matched,
        long newestMillis,
        long intervalMillis,
        @Nullable Failure failure) {

    /**
     * @param asked exactly what was asked: a URL, or a query
     * @param problem what came of it
     */
    public record Failure(long atMillis, String asked, String problem) {}
}
