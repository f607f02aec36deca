package dev.headroom.predict;

import java.util.LinkedHashMap;

/**
 * Makes of what is remembered of containers one peak of each 5 minutes, as their own looks at the present do: a past
 * that is told by the minute, and by two sources, would else count ten times as much. Not thread-safe.
 */
final class RememberedPeaks {

    /** Beyond it the one that waits longest is taken as it is. */
    private static final int MOST = 200_000;

    private record Open(WorkloadHistory history, long atMillis, double bytes) {

        boolean isIn(long window) {
            return atMillis / WorkloadHistory.WINDOW_MILLIS == window;
        }

        void close(String replica) {
            history.peak(replica, atMillis, bytes);
        }
    }

    /** Of each container the 5 minutes that were told last. */
    private final LinkedHashMap<String, Open> open = new LinkedHashMap<>();

    /** Of one container oldest first. */
    void add(WorkloadHistory history, String replica, long atMillis, double bytes) {
        Open before = open.get(replica);
        if (before != null && before.history == history && before.isIn(atMillis / WorkloadHistory.WINDOW_MILLIS)) {
            if (bytes > before.bytes) {
                open.put(replica, new Open(history, atMillis, bytes));
            }
            return;
        }
        close(replica);
        open.put(replica, new Open(history, atMillis, bytes));
        if (open.size() > MOST) {
            close(open.firstEntry().getKey());
        }
    }

    /** Nothing more is remembered of the container. */
    void close(String replica) {
        Open last = open.isEmpty() ? null : open.remove(replica);
        if (last != null) {
            last.close(replica);
        }
    }
}
