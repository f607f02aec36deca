package dev.headroom.extender.decisions;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What waits for the decision log's thread. Offering takes no lock and never waits: what finds no room is dropped and
 * counted. Many threads offer, one takes.
 */
final class Inbox {

    static final int MESSAGES = 4_096;
    static final int NODES = 1 << 18;
    static final int FATES = 1 << 16;

    /** Decisions and fates do not wake the thread that takes them: waking costs the verbs more than the offer. */
    private static final long PATIENCE_NANOS = 20_000_000L;

    /** What the log has to do. */
    sealed interface Message permits Decided, Asked, Fate {}

    /** @param nodes how many node references it holds */
    record Decided(Decision decision, int nodes) implements Message {}

    record Asked(String pod, @Nullable String against, CompletableFuture<Optional<ExplainAnswer>> answer)
            implements Message {}

    /**
     * What the watch shows of a pod.
     *
     * @param node null for a pod that is gone
     */
    record Fate(String uid, @Nullable String node) implements Message {}

    private final BoundedQueue<Message> messages = new BoundedQueue<>(MESSAGES);
    /** Apart from decisions: a restart tells of every pod of the cluster at once. */
    private final BoundedQueue<Fate> fates = new BoundedQueue<>(FATES);

    private final AtomicInteger nodes = new AtomicInteger();
    /** The taking thread while it sleeps; whoever takes it out wakes it, so that one of many questions does. */
    private final AtomicReference<@Nullable Thread> asleep = new AtomicReference<>();

    private volatile boolean called;
    private final Counter dropped;
    private final Counter droppedFates;

    Inbox(MeterRegistry meters) {
        dropped = Counter.builder("headroom.decisions.dropped")
                .description("Decisions that are not explained because the decision log could not follow")
                .register(meters);
        droppedFates = Counter.builder("headroom.decisions.dropped.fates")
                .description("Pods seen bound or gone that the decision log could not follow; they count as unresolved")
                .register(meters);
    }

    void offer(Decision decision) {
        int held = DecisionBook.nodes(decision);
        if (nodes.addAndGet(held) > NODES || !messages.offer(new Decided(decision, held))) {
            nodes.addAndGet(-held);
            dropped.increment();
        }
    }

    void offer(Fate fate) {
        if (!fates.offer(fate)) {
            droppedFates.increment();
        }
    }

    /** @return false if there is no room */
    boolean offer(Asked question) {
        boolean offered = messages.offer(question);
        rouse();
        return offered;
    }

    /** Ends the next {@link #await} although nothing is there. */
    void wake() {
        called = true;
        rouse();
    }

    /** Waits up to 20 ms for something to do, then hands over all that is there. */
    void await(Consumer<Message> taker) throws InterruptedException {
        // In this order: who offers after the look sees who sleeps, and who offered before is seen.
        asleep.set(Thread.currentThread());
        if (messages.isEmpty() && fates.isEmpty() && !called) {
            LockSupport.parkNanos(this, PATIENCE_NANOS);
        }
        asleep.set(null);
        called = false;
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        drain(taker);
    }

    private void rouse() {
        Thread sleeper = asleep.get();
        if (sleeper != null && asleep.compareAndSet(sleeper, null)) {
            LockSupport.unpark(sleeper);
        }
    }

    /** Hands over all that is there. */
    void drain(Consumer<Message> taker) {
        // A pod's fate comes after its decisions: those of the fates that are here now are in the queue by now.
        int knownFates = fates.size();
        for (Message next = messages.poll(); next != null; next = messages.poll()) {
            take(next, taker);
        }
        for (int i = 0; i < knownFates; i++) {
            Fate fate = fates.poll();
            if (fate != null) {
                taker.accept(fate);
            }
        }
    }

    private void take(Message message, Consumer<Message> taker) {
        if (message instanceof Decided decided) {
            nodes.addAndGet(-decided.nodes());
        }
        taker.accept(message);
    }
}
