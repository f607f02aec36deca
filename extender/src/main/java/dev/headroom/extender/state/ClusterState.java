package dev.headroom.extender.state;

import dev.headroom.predict.FeedbackSettings;
import dev.headroom.predict.Predictor;
import dev.headroom.predict.QosResponseSettings;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The cluster as Headroom knows it. Anybody tells it events, one thread of its own applies them, and readers take
 * immutable states from one volatile reference. All methods are thread-safe; none of them waits for the writer.
 */
public final class ClusterState implements AutoCloseable {

    /** At most 100 states per second. */
    public static final Duration DEFAULT_PUBLISH_INTERVAL = Duration.ofMillis(10);

    /** So that a flood of events does not keep those at its head from being seen. */
    private static final int MOST_EVENTS_PER_STATE = 10_000;

    private static final long LOOK_AT_CLOCK_MILLIS = 500;
    private static final long CLOSE_SECONDS = 10;
    private static final Logger LOG = LoggerFactory.getLogger(ClusterState.class);

    private final EventQueue events = new EventQueue();
    private final Resolutions resolutions = new Resolutions();
    private final List<StateListener> listeners = new CopyOnWriteArrayList<>();
    private final Consumer<StateEvent> witness;
    private final Failures failures;
    private final StateWriter writer;
    private final long publishIntervalNanos;
    private final Thread thread;

    /** Something waits; set before the permit, so that a thousand events cost one permit. */
    private final AtomicBoolean signalled = new AtomicBoolean();

    private final Semaphore work = new Semaphore(0);

    /** Somebody waits for a state and does not want to wait for the interval too. */
    private final Semaphore urgent = new Semaphore(0);

    private volatile ClusterSnapshot view;
    private volatile boolean closed;

    /** With {@link FeedbackSettings#DEFAULTS} and {@link QosResponseSettings#DEFAULTS}. */
    public ClusterState(Predictor predictor, InstantSource clock, MeterRegistry registry, Duration publishInterval) {
        this(predictor, FeedbackSettings.DEFAULTS, QosResponseSettings.DEFAULTS, clock, registry, publishInterval);
    }

    /**
     * @param feedback how measurements of nodes correct what their pods can have; valid
     * @param qosResponse how pods answer memory pressure until that was observed; valid
     * @param publishInterval shortest time between two states, ≥ 0; {@link #flush} does not wait for it
     */
    public ClusterState(
            Predictor predictor,
            FeedbackSettings feedback,
            QosResponseSettings qosResponse,
            InstantSource clock,
            MeterRegistry registry,
            Duration publishInterval) {
        this(predictor, feedback, qosResponse, clock, registry, publishInterval, event -> {});
    }

    /** @param witness sees each event that the writer comes to, on its thread, just before it is applied */
    ClusterState(
            Predictor predictor,
            FeedbackSettings feedback,
            QosResponseSettings qosResponse,
            InstantSource clock,
            MeterRegistry registry,
            Duration publishInterval,
            Consumer<StateEvent> witness) {
        if (publishInterval.isNegative()) {
            throw new IllegalArgumentException("publishInterval is " + publishInterval + ", allowed is 0 or more");
        }
        publishIntervalNanos = publishInterval.toNanos();
        this.witness = witness;
        StateMeters meters = new StateMeters(registry, clock, events, this::view);
        failures = new Failures(meters.failed, clock);
        writer = new StateWriter(
                predictor,
                feedback,
                new QosWatch(qosResponse, registry),
                clock,
                meters,
                failures,
                resolutions,
                listeners,
                state -> view = state);
        view = writer.last();
        thread = Thread.ofPlatform().name("headroom-state").daemon(true).start(this::run);
    }

    /** Tells the writer; returns at once. After {@link #close} nothing happens. */
    public void offer(StateEvent event) {
        if (!closed) {
            events.offer(event);
            signal();
        }
    }

    /** The newest state; never null, at first an empty one. */
    public ClusterView view() {
        return view;
    }

    /** Completes when everything that this thread offered before is in {@link #view}; fails if the state is closed. */
    public CompletableFuture<Void> flush() {
        return add(writer::publishAll);
    }

    /** Whether the writer runs. If it does not, {@link #view} will never change again; no failure but the VM's ends it. */
    public boolean alive() {
        return thread.isAlive();
    }

    /** Where the thread that answers verbs learns which pods no longer count as unresolved. */
    public Resolutions resolutions() {
        return resolutions;
    }

    /** Told from the next state on. */
    public void addListener(StateListener listener) {
        listeners.add(listener);
    }

    /** Ends the writer; events that still wait are dropped. The last state stays readable. */
    @Override
    public void close() {
        closed = true;
        urgent.release();
        signal();
        try {
            if (!thread.join(Duration.ofSeconds(CLOSE_SECONDS))) {
                LOG.error("The state's writer did not end within {} s", CLOSE_SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** For the test of the drift check: runs between two events, on the writer. */
    CompletableFuture<Void> onWriter(Consumer<NodeTable> action) {
        return add(() -> action.accept(writer.nodes()));
    }

    private CompletableFuture<Void> add(Runnable action) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        events.add(new WriterTask(done, action));
        urgent.release();
        signal();
        if (closed) {
            // The writer may have ended already.
            failWaiting();
        }
        return done;
    }

    private void signal() {
        if (!signalled.get() && signalled.compareAndSet(false, true)) {
            work.release();
        }
    }

    private void run() {
        try {
            loop();
        } catch (VirtualMachineError e) {
            LOG.error("The VM failed, so the state's writer ends: what is known of the cluster changes no more", e);
        } finally {
            closed = true;
            failWaiting();
        }
    }

    private void loop() {
        boolean more = false;
        while (!closed) {
            try {
                if (!more) {
                    // Also without work, so that what is due by the clock is not forgotten.
                    boolean ignored = work.tryAcquire(LOOK_AT_CLOCK_MILLIS, TimeUnit.MILLISECONDS);
                }
                signalled.set(false);
                urgent.drainPermits();
                more = pass();
            } catch (InterruptedException e) {
                break;
            } catch (Throwable e) {
                // Rests before it tries again, or it would fail without pause.
                more = false;
                failures.goOnAfter("writer", "The state's writer failed and goes on", e);
            }
        }
    }

    private boolean pass() throws InterruptedException {
        boolean left = drain();
        boolean unfinished = writer.upkeep();
        if (writer.publish() && publishIntervalNanos > 0) {
            boolean ignored = urgent.tryAcquire(publishIntervalNanos, TimeUnit.NANOSECONDS);
        }
        return left || unfinished;
    }

    /** @return whether events may be left */
    private boolean drain() {
        for (int i = 0; i < MOST_EVENTS_PER_STATE; i++) {
            @Nullable Object next = events.poll();
            switch (next) {
                case null -> {
                    if (events.isEmpty()) {
                        return false;
                    }
                }
                case StateEvent event -> {
                    witness.accept(event);
                    writer.apply(event);
                }
                default -> ((WriterTask) next).run();
            }
        }
        return true;
    }

    private void failWaiting() {
        while (!events.isEmpty()) {
            if (events.poll() instanceof WriterTask task) {
                task.done().completeExceptionally(new IllegalStateException("The state is closed"));
            }
        }
    }
}
