package dev.headroom.extender.decisions;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What offers and what takes meet in several threads. */
class InboxTest {

    private static final int OFFERERS = 4;
    private static final int EACH = 50_000;

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    @Test
    void what_many_threads_offer_is_taken_or_counted_as_dropped() throws Exception {
        Inbox inbox = new Inbox(meters);
        AtomicInteger taken = new AtomicInteger();
        List<Thread> offerers = new ArrayList<>();
        for (int i = 0; i < OFFERERS; i++) {
            offerers.add(Thread.ofPlatform().start(() -> {
                for (int n = 0; n < EACH; n++) {
                    inbox.offer(new Inbox.Fate("uid", null));
                }
            }));
        }
        while (offerers.stream().anyMatch(Thread::isAlive)) {
            inbox.drain(message -> taken.incrementAndGet());
        }
        for (Thread offerer : offerers) {
            offerer.join();
        }
        inbox.drain(message -> taken.incrementAndGet());

        double dropped = meters.counter("headroom.decisions.dropped.fates").count();
        assertThat(taken.get() + dropped).isEqualTo(OFFERERS * EACH);
    }

    @Test
    void no_call_is_slept_through() throws Exception {
        try (DecisionLog log = new DecisionLog(null, 0, 1, new ManualClock(), meters)) {
            log.start();
            CompletableFuture<Void> all = CompletableFuture.runAsync(() -> {
                for (int i = 0; i < 10_000; i++) {
                    Optional<ExplainAnswer> nothing =
                            log.explain("unknown", null).join();
                    assertThat(nothing).isEmpty();
                }
            });
            // A call that is not heard waits for 20 ms: 10,000 of them would take more than three minutes.
            all.get(Duration.ofSeconds(60).toSeconds(), TimeUnit.SECONDS);
        }
    }

    @Test
    void there_is_room_again_after_what_was_there_is_taken() {
        BoundedQueue<String> queue = new BoundedQueue<>(2);
        assertThat(queue.offer("a")).isTrue();
        assertThat(queue.offer("b")).isTrue();
        assertThat(queue.offer("c")).isFalse();
        assertThat(queue.poll()).isEqualTo("a");
        assertThat(queue.offer("d")).isTrue();
        assertThat(queue.size()).isEqualTo(2);
        assertThat(queue.poll()).isEqualTo("b");
        assertThat(queue.poll()).isEqualTo("d");
        assertThat(queue.poll()).isNull();
        assertThat(queue.isEmpty()).isTrue();
    }
}
