package dev.headroom.extender.state;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Pods of which the watch has shown what became of them, in the order of the states that show it. Written by the
 * state's writer thread, read by the one thread that answers verbs. Where nobody asks for verbs the oldest are
 * dropped, which costs nothing: charges expire by themselves.
 */
public final class Resolutions {

    /** More pods than are bound within a charge's life. */
    static final int MOST = 1 << 16;

    private record Resolution(long version, String uid) {}

    private final ConcurrentLinkedQueue<Resolution> queue = new ConcurrentLinkedQueue<>();
    private final AtomicInteger size = new AtomicInteger();

    /** @param version of the first published state in which the pod counts as bound, finished or gone */
    public void add(long version, String uid) {
        queue.add(new Resolution(version, uid));
        if (size.incrementAndGet() > MOST && queue.poll() != null) {
            size.decrementAndGet();
        }
    }

    /** Hands over the pods that are resolved in the state of this version, each once. */
    public void drainUpTo(long version, Consumer<String> uids) {
        Resolution next = queue.peek();
        while (next != null && next.version() <= version) {
            // The writer may just have dropped it.
            if (queue.remove(next)) {
                size.decrementAndGet();
                uids.accept(next.uid());
            }
            next = queue.peek();
        }
    }
}
