package dev.headroom.extender.decisions;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A queue of limited length that takes no lock and never waits. Many threads offer, one polls. */
public final class BoundedQueue<T> {

    private final int most;
    private final ConcurrentLinkedQueue<T> queue = new ConcurrentLinkedQueue<>();
    /** Never less than what is in the queue: a place is taken before it is filled. */
    private final AtomicInteger taken = new AtomicInteger();

    /** @param most how many may wait, 1 or more */
    public BoundedQueue(int most) {
        this.most = most;
    }

    /** @return false if there is no room */
    public boolean offer(T value) {
        if (taken.incrementAndGet() > most) {
            taken.decrementAndGet();
            return false;
        }
        return queue.add(value);
    }

    /** Null if nothing is there. */
    @Nullable
    public T poll() {
        T next = queue.poll();
        if (next != null) {
            taken.decrementAndGet();
        }
        return next;
    }

    public boolean isEmpty() {
        return queue.isEmpty();
    }

    /** How many are there, counted one by one. */
    public int size() {
        return queue.size();
    }
}
