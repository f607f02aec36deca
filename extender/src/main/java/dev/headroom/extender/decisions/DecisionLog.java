package dev.headroom.extender.decisions;

import dev.headroom.extender.state.StateListener;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes decisions from the verbs and fates of pods from the watch, and explains them on demand. Every method may be
 * called by any thread and none waits (but {@link #close}): one thread of its own does the work, and what it cannot
 * follow is dropped and counted.
 *
 * <p>Memory is bounded by construction: at most {@value Inbox#MESSAGES} messages with {@value Inbox#NODES} node
 * references and {@value Inbox#FATES} fates wait; unresolved pods hold at most {@value #HELD_NODES} node references
 * (some 20 bytes each, and the old versions of records that they pin for 30 s); explained pods hold at most
 * {@value #KEPT_ROWS} rows of some 45 bytes, and {@code recent} sets of numbers of some 14 KB. Together 75 MB with
 * the default {@code recent} = 2000, whatever the cluster: 28 MB for the numbers, 24 MB for the rows, 10 MB for what is
 * unresolved, and 12 MB for what waits.
 */
public final class DecisionLog implements DecisionSink, StateListener, AutoCloseable {

    /** How many rows {@link #latest} has at most. */
    public static final int MAX_LISTED = DecisionBook.LISTED;

    static final int HELD_NODES = 1 << 19;
    static final int KEPT_ROWS = 1 << 19;
    static final int MAX_RECENT = 10_000;

    private static final long CLOSE_MILLIS = 5_000;
    private static final Logger log = LoggerFactory.getLogger(DecisionLog.class);

    private final Inbox inbox;
    private final DecisionBook book;
    private final Counter failed;
    private @Nullable Thread thread;
    private volatile boolean closed;
    /** No question is answered any more. */
    private volatile boolean ended;

    /**
     * @param directory of the ring on disk; null keeps decisions in memory only
     * @param maxBytes of the ring on disk, 1 MiB or more
     * @param recent decisions kept in memory, 1 to {@value #MAX_RECENT}
     * @throws IllegalArgumentException if a number is out of range
     */
    public DecisionLog(@Nullable Path directory, long maxBytes, int recent, InstantSource clock, MeterRegistry meters) {
        if (recent < 1 || recent > MAX_RECENT) {
            throw new IllegalArgumentException("decisionLog.recent is " + recent + ", allowed is 1 to " + MAX_RECENT);
        }
        this.inbox = new Inbox(meters);
        this.book = new DecisionBook(
                directory == null ? null : new DecisionRing(directory, maxBytes, meters), recent, clock);
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
        inbox.offer(decision);
    }

    @Override
    public void bound(String podUid, String node) {
        inbox.offer(new Inbox.Fate(podUid, node));
    }

    @Override
    public void gone(String podUid) {
        inbox.offer(new Inbox.Fate(podUid, null));
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
        // Looked at after the offer: a question that the ending thread did not see any more is refused here.
        if (closed || !inbox.offer(new Inbox.Asked(pod, against, answer)) || ended) {
            answer.completeExceptionally(refusal());
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
        inbox.wake();
        try {
            running.join(CLOSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Does all that waits; what the thread does, for tests that are the thread. */
    void drain() {
        inbox.drain(this::handle);
        guarded(book::tidy);
    }

    private void run() {
        try {
            guarded(book::open);
            takeUntilClosed();
            drain();
            while (book.hasUnresolved()) {
                guarded(book::giveUpOldest);
            }
            guarded(book::close);
        } finally {
            // Also if the thread dies of something that nobody can go on after: nobody waits for an answer forever.
            closed = true;
            ended = true;
            inbox.drain(DecisionLog::refuse);
        }
    }

    private void takeUntilClosed() {
        try {
            while (!closed) {
                inbox.await(this::handle);
                guarded(book::tidy);
            }
        } catch (InterruptedException e) {
            closed = true; // What waits is still taken in.
        }
    }

    private void handle(Inbox.Message message) {
        guarded(() -> {
            switch (message) {
                case Inbox.Decided decided -> book.add(decided.decision());
                case Inbox.Fate fate when fate.node() != null -> book.bound(fate.uid(), fate.node());
                case Inbox.Fate fate -> book.gone(fate.uid());
                case Inbox.Asked asked -> answer(asked);
            }
        });
    }

    private void answer(Inbox.Asked asked) {
        try {
            asked.answer().complete(book.explain(asked.pod(), asked.against()));
        } catch (RuntimeException | Error e) {
            asked.answer().completeExceptionally(e);
            throw e;
        }
    }

    /**
     * One decision that cannot be explained must not end the explanation of all others, whatever a plugin throws: the
     * errors are those that a plugin alone can be the cause of.
     */
    private void guarded(Runnable step) {
        try {
            step.run();
        } catch (Exception | LinkageError | StackOverflowError | AssertionError e) {
            failed.increment();
            log.warn("A decision is not explained: {}", e.toString(), e);
        }
    }

    private static void refuse(Inbox.Message message) {
        if (message instanceof Inbox.Asked asked) {
            asked.answer().completeExceptionally(refusal());
        }
    }

    private static RejectedExecutionException refusal() {
        return new RejectedExecutionException("The decision log is busy or closing. Maybe ask again in a second");
    }
}
