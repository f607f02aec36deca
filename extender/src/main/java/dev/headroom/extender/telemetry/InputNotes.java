package dev.headroom.extender.telemetry;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Notes when a source measured what, and its last failure. Thread-safe. */
final class InputNotes {

    private static final int MISSED_INTERVALS = 3;

    private final String name;
    private final long intervalMillis;
    private final Map<String, Long> measuredAt = new ConcurrentHashMap<>();
    private volatile int wanted;
    private volatile InputHealth.@Nullable Failure failure;

    /** @param intervalMillis how often each subject should be measured */
    InputNotes(String name, long intervalMillis) {
        this.name = name;
        this.intervalMillis = intervalMillis;
    }

    void wanted(int subjects) {
        wanted = subjects;
    }

    void measured(String subject, long atMillis) {
        measuredAt.put(subject, atMillis);
    }

    void gone(String subject) {
        measuredAt.remove(subject);
    }

    void failed(long atMillis, String asked, String problem) {
        failure = new InputHealth.Failure(atMillis, asked, problem);
    }

    /** @param more for people */
    InputHealth health(long nowMillis, List<String> more) {
        long newest = 0;
        int matched = 0;
        for (long at : measuredAt.values()) {
            newest = Math.max(newest, at);
            matched += nowMillis - at <= MISSED_INTERVALS * intervalMillis ? 1 : 0;
        }
        return new InputHealth(name, wanted, matched, newest, intervalMillis, failure, more);
    }
}
