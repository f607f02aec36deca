package dev.headroom.extender.decisions;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What waits for the decision log's thread. Offering never waits: what finds no room is dropped and counted. Many
 * threads offer, one takes.
 */
final class Inbox {

    static final int MESSAGES = 4_096;
    static final int NODES = 1 << 18;
    static final int FATES = 1 << 16;

    private static final Logger log = LoggerFactory.getLogger(Inbox.class);
    private static final WakeUp WAKE_UP = new WakeUp();

    /** What the log has to do. */
    sealed interface Message permits Decided, Asked, Fate, WakeUp {}

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

    /** Nothing to do but to look again. */
    record WakeUp() implements Message {}

    private final ArrayBlockingQueue<Message> messages = new ArrayBlockingQueue<>(MESSAGES);
    /** Apart from decisions: a restart tells of every pod of the cluster at once. */
    private final ArrayBlockingQueue<Fate> fates = new ArrayBlockingQueue<>(FATES);

    private final AtomicInteger nodes = new AtomicInteger();
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
        } else if (messages.isEmpty()) {
            wake();
        }
    }

    /** @return false if there is no room */
    boolean offer(Asked question) {
        return messages.offer(question);
    }

    /** Without effect on a full queue: its thread is awake. */
    void wake() {
        boolean offered = messages.offer(WAKE_UP);
        log.trace("Woken: {}", offered);
    }

    /** Waits up to a second for something to do, then hands over all that is there. */
    void await(Consumer<Message> taker) throws InterruptedException {
        Message first = messages.poll(1, TimeUnit.SECONDS);
        int known = fates.size();
        if (first != null) {
            take(first, taker);
        }
        drain(known, taker);
    }

    /** Hands over all that is there. */
    void drain(Consumer<Message> taker) {
        drain(fates.size(), taker);
    }

    /** A pod's fate comes after its decisions: those of the fates that are here now are in the queue by now. */
    private void drain(int knownFates, Consumer<Message> taker) {
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
