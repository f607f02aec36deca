package dev.headroom.extender.lifecycle;

import dev.headroom.runtime.Ticker;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.event.Level;

/**
 * Writes one line per kind of problem and interval, with the number of lines that were left out since the one before.
 * Thread-safe; a line that is left out costs a look into a map.
 */
public final class RateLimitedLog {

    /** Kinds are constants; should one be made of input, all further ones share one entry. */
    static final int MAX_KINDS = 256;

    private static final String FURTHER = "further problems";

    private static final class Entry {
        private long writtenAt;
        private long leftOut;
    }

    private final Map<String, Entry> entries = new HashMap<>();
    private final Logger log;
    private final Ticker ticker;
    private final long intervalNanos;

    /** @param interval between two lines of the same kind, above zero */
    public RateLimitedLog(Logger log, Ticker ticker, Duration interval) {
        if (!interval.isPositive()) {
            throw new IllegalArgumentException("interval: " + interval + " is not above zero");
        }
        this.log = log;
        this.ticker = ticker;
        this.intervalNanos = interval.toNanos();
    }

    /** @param kind a constant that names the problem */
    public void warn(String kind, String message) {
        write(Level.WARN, kind, message, null);
    }

    /** The same with a cause, whose stack is written with the line. */
    public void error(String kind, String message, Throwable cause) {
        write(Level.ERROR, kind, message, cause);
    }

    private void write(Level level, String kind, String message, @Nullable Throwable cause) {
        long leftOut = admit(kind);
        if (leftOut >= 0) {
            log.atLevel(level)
                    .setCause(cause)
                    .addKeyValue("problem", kind)
                    .addKeyValue("leftOut", leftOut)
                    .log(leftOut == 0 ? message : message + " (" + leftOut + " more since the last line)");
        }
    }

    /** How many lines of this kind were left out before this one; −1 if it is left out, too. */
    private synchronized long admit(String kind) {
        long now = ticker.nanos();
        String key = entries.size() < MAX_KINDS || entries.containsKey(kind) ? kind : FURTHER;
        Entry entry = entries.get(key);
        if (entry == null) {
            entry = new Entry();
            entries.put(key, entry);
        } else if (now >= entry.writtenAt && now - entry.writtenAt < intervalNanos) {
            // Time that went back, as a wall clock may, keeps nothing from being said.
            entry.leftOut++;
            return -1;
        }
        entry.writtenAt = now;
        long leftOut = entry.leftOut;
        entry.leftOut = 0;
        return leftOut;
    }

    /** The interval that operators can rely on: one line per problem and minute. */
    public static RateLimitedLog perMinute(Logger log, Ticker ticker) {
        return new RateLimitedLog(log, ticker, Duration.ofNanos(TimeUnit.MINUTES.toNanos(1)));
    }
}
