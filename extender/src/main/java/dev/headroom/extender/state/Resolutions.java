package dev.headroom.extender.state;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

/**
 * Pods of which the watch has shown what became of them, in the order of the states that show it. Written by the
 * state's writer thread, read by the one thread that answers verbs.
 */
public final class Resolutions {

    private record Resolution(long version, String uid) {}

    private final ConcurrentLinkedQueue<Resolution> queue = new ConcurrentLinkedQueue<>();

    /** @param version of the first published state in which the pod counts as bound, finished or gone */
    public void add(long version, String uid) {
        queue.add(new Resolution(version, uid));
    }

    /** Hands over the pods that are resolved in the state of this version, each once. */
    public void drainUpTo(long version, Consumer<String> uids) {
        Resolution next = queue.peek();
        while (next != null && next.version() <= version) {
            queue.remove();
            uids.accept(next.uid());
            next = queue.peek();
        }
    }
}
