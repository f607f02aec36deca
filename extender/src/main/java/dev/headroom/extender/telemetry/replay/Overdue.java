package dev.headroom.extender.telemetry.replay;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** When the next scrape of each target counts as missed. Not thread-safe. */
final class Overdue {

    /** @param order breaks ties, so that a replay is the same each time */
    record Deadline(long atMillis, long order, Track track) {

        /** The first of the moments an interval apart that is after now. */
        long next(long nowMillis, long interval) {
            return atMillis + interval * ((nowMillis - atMillis) / interval + 1);
        }
    }

    private final PriorityQueue<Deadline> queue =
            new PriorityQueue<>(Comparator.comparingLong(Deadline::atMillis).thenComparingLong(Deadline::order));
    private final Map<Track, Deadline> current = new HashMap<>();
    private long order;

    /** Replaces the deadline that the track had. */
    void expect(Track track, long atMillis) {
        Deadline deadline = new Deadline(atMillis, order++, track);
        current.put(track, deadline);
        queue.add(deadline);
    }

    /** A deadline before that moment, which is taken out; null for none. */
    @Nullable
    Deadline poll(long nowMillis) {
        for (Deadline first = queue.peek(); first != null && first.atMillis < nowMillis; first = queue.peek()) {
            queue.remove();
            if (current.remove(first.track, first)) {
                return first;
            }
        }
        return null;
    }
}
