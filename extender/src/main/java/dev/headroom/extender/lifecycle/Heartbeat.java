package dev.headroom.extender.lifecycle;

import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Counts the turns of an event loop. Beaten by that loop alone, read by any thread. */
public final class Heartbeat {

    private final AtomicLong beats = new AtomicLong();
    private volatile @Nullable Thread loop;
    private volatile boolean stopped;

    /** Says that the loop turns. Without effect once the heart was stopped. */
    public void beat() {
        if (stopped) {
            return;
        }
        if (loop == null) {
            loop = Thread.currentThread();
        }
        // One writer, so no read-modify-write is needed.
        beats.setRelease(beats.getPlain() + 1);
    }

    /** Stops counting for good: for a loop that turns but cannot do its work, such as one without direct memory. */
    public void stop() {
        stopped = true;
    }

    /** How often the loop has turned; only a change means something. */
    public long beats() {
        return beats.getAcquire();
    }

    /** The thread that beats; null before the first beat. */
    public @Nullable Thread loop() {
        return loop;
    }
}
