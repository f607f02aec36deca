package dev.headroom.extender.decisions;

import dev.headroom.extender.state.StateListener;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes decisions from the verbs and fates of pods from the watch, and explains them on demand. Every method may be
 * called by any thread and none waits: one thread of its own does the work, and what it cannot follow is dropped and
 * counted.
 *
 * <p>Memory is bounded by construction: at most {@value #QUEUE} messages with {@value #QUEUED_NODES} node references
 * wait; unresolved pods hold at most {@value #HELD_NODES} node references (some 20 bytes each, and the old versions of
 * records that they pin for 30 s); explained pods hold at most {@value #KEPT_ROWS} rows of some 45 bytes, and
 * {@code recent} sets of numbers of some 14 KB. Together 55 MB with {@code recent} = 1000, whatever the cluster.
 */
public final class DecisionLog implements DecisionSink, StateListener, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(DecisionLog.class);

    /** How many rows {@link #latest} has at most. */
    public static final int MAX_LISTED = DecisionBook.LISTED;

    static final int QUEUE = 4_096;
    static final int QUEUED_NODES = 1 << 18;
    static final int HELD_NODES = 1 << 19;
    static final int KEPT_ROWS = 1 << 19;
    static final int MAX_RECENT = 10_000;

    private sealed interface Message {}

    private record Decided(Decision decision, int nodes) implements Message {}

    private record Bound(String uid, String node) implements Message {}

    private record Gone(String uid) implements Message {}

    /** Nothing to do but to look whether it is closing. */
    private record WakeUp() implements Message {}

    private record Asked(String pod, @Nullable String against, CompletableFuture<Optional<ExplainAnswer>> answer)
            implements Message {}

    private final ArrayBlockingQueue<Message> queue = new ArrayBlockingQueue<>(QUEUE);
    private final AtomicInteger queuedNodes = new AtomicInteger();
    private final DecisionBook book;
    private final Counter dropped;
    private final Counter failed;
    private @Nullable Thread thread;
    private volatile boolean closed;

    /**
     * @param directory of the ring on disk; null keeps decisions in memory only
     * @param maxBytes of the ring on disk, 1 MiB or more
     * @param recent decisions kept in memory, 1 to {@value #MAX_RECENT}
     */
    public DecisionLog(@Nullable Path directory, long maxBytes, int recent, InstantSource clock, MeterRegistry meters) {
        if (recent < 1 || recent > MAX_RECENT) {
            throw new IllegalArgumentException("decisionLog.recent is " + recent + ", allowed is 1 to " + MAX_RECENT);
        }
        this.book = new DecisionBook(
                directory == null ? null : new DecisionRing(directory, maxBytes, meters), recent, clock);
        this.dropped = Counter.builder("headroom.decisions.dropped")
                .description("Decisions that are not explained because the decision log could not follow")
                .register(meters);
        this.failed = Counter.builder("headroom.decisions.failed")
                .description("Decisions whose explanation could not be computed")
                .register(meters);
    }

    /** Reads the ring and starts the thread. */
    public void start() {
        thread = Thread.ofPlatform().name("decisions").daemon().start(this::run);
    }

    @Override
    public void accept(Decision decision) {
        int nodes = DecisionBook.nodes(decision);
        if (queuedNodes.addAndGet(nodes) > QUEUED_NODES || !queue.offer(new Decided(decision, nodes))) {
            queuedNodes.addAndGet(-nodes);
            dropped.increment();
        }
    }

    @Override
    public void bound(String podUid, String node) {
        // Lost when the queue is full: the pod then counts as unresolved after its time.
        if (!queue.offer(new Bound(podUid, node))) {
            dropped.increment();
        }
    }

    @Override
    public void gone(String podUid) {
        if (!queue.offer(new Gone(podUid))) {
            dropped.increment();
        }
    }

    /**
     * Explains a pod, computed now if its fate is not known yet.
     *
     * @param pod {@code namespace/name}, or a UID
     * @param against the node to compare with; null for the best one that was not chosen
     * @return empty if nothing is known of the pod; fails with {@link RejectedExecutionException} if too much waits
     */
    public CompletableFuture<Optional<ExplainAnswer>> explain(String pod, @Nullable String against) {
        var answer = new CompletableFuture<Optional<ExplainAnswer>>();
        if (closed || !queue.offer(new Asked(pod, against, answer))) {
            answer.completeExceptionally(
                    new RejectedExecutionException("The decision log is busy or closing. Maybe ask again in a second"));
        }
        return answer;
    }

    /** The last decisions, newest first, at most {@value #MAX_LISTED}. */
    public List<DecisionSummary> latest() {
        return book.latest();
    }

    /** How many decisions are known: unresolved, in memory and on disk. */
    public DecisionCounts counts() {
        return book.counts();
    }

    /** Ends the thread; pods that are not resolved are written to disk as such. Returns when that is done, ≤ 5 s. */
    @Override
    public void close() {
        closed = true;
        Thread running = thread;
        if (running == null) {
            return;
        }
        // Not an interrupt: that would close the file which is being written.
        boolean offered = queue.offer(new WakeUp());
        log.debug("Closing; {}", offered ? "the thread is woken" : "the thread is busy");
        try {
            running.join(5_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Does all that waits; what the thread does, for tests that are the thread. */
    void drain() {
        for (Message next = queue.poll(); next != null; next = queue.poll()) {
            handle(next);
        }
        try {
            book.tidy();
        } catch (RuntimeException e) {
            failed.increment();
            log.warn("A decision is not explained: {}", e.toString(), e);
        }
    }

    DecisionBook book() {
        return book;
    }

    private void run() {
        book.open();
        try {
            while (!closed) {
                Message first = queue.poll(1, TimeUnit.SECONDS);
                if (first != null) {
                    handle(first);
                }
                drain();
            }
        } catch (InterruptedException e) {
            closed = true; // What waits is still taken in below.
        }
        drain();
        book.close();
    }

    private void handle(Message message) {
        try {
            switch (message) {
                case Decided decided -> {
                    queuedNodes.addAndGet(-decided.nodes());
                    book.add(decided.decision());
                }
                case Bound bound -> book.bound(bound.uid(), bound.node());
                case Gone gone -> book.gone(gone.uid());
                case Asked asked -> answer(asked);
                case WakeUp wakeUp -> log.debug("Woken");
            }
        } catch (RuntimeException e) {
            // One decision that cannot be explained must not end the explanation of all others.
            failed.increment();
            log.warn("A decision is not explained: {}", e.toString(), e);
        }
    }

    private void answer(Asked asked) {
        try {
            asked.answer().complete(book.explain(asked.pod(), asked.against()));
        } catch (RuntimeException e) {
            asked.answer().completeExceptionally(e);
        }
    }
}
