package dev.headroom.extender.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class ShutdownTest {

    private static final Duration LONG = Duration.ofSeconds(20);

    private final List<String> events = new CopyOnWriteArrayList<>();
    private final Shutdown shutdown = new Shutdown(status -> events.add("halt " + status));

    @Test
    void steps_run_in_their_order_and_the_process_ends_with_0() {
        shutdown.then("one", LONG, () -> events.add("one"))
                .then("two", LONG, () -> events.add("two"))
                .run();
        assertThat(events).containsExactly("one", "two", "halt 0");
    }

    @Test
    void a_step_that_fails_does_not_stop_the_next_one() {
        shutdown.then("fails", LONG, () -> {
                    throw new IllegalStateException("broken");
                })
                .then("two", LONG, () -> events.add("two"))
                .run();
        assertThat(events).containsExactly("two", "halt 0");
    }

    @Test
    void a_step_that_hangs_is_left_behind_at_its_limit() {
        CountDownLatch never = new CountDownLatch(1);
        shutdown.then("hangs", Duration.ofMillis(50), () -> {
                    try {
                        never.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                })
                .then("two", LONG, () -> events.add("two"))
                .run();
        assertThat(events).containsExactly("two", "halt 0");
        never.countDown();
    }
}
