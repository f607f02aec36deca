package dev.headroom.extender.demo;

import static dev.headroom.extender.demo.Simulated.pod;
import static dev.headroom.extender.demo.Simulated.workload;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SchedulingQueueTest {

    private final SchedulingQueue queue = new SchedulingQueue();
    private final SimulatedPod first = pod(workload("w", 1, 1), 1);
    private final SimulatedPod second = pod(workload("w", 1, 1), 2);

    @Test
    void pods_come_in_the_order_in_which_they_were_created() {
        queue.add(first);
        queue.add(second);

        assertThat(queue.due(0)).containsExactly(first, second);
    }

    @Test
    void each_failed_attempt_doubles_the_wait_up_to_10_seconds() {
        queue.add(first);
        List<Long> attempts = new ArrayList<>();
        for (long millis = 0; millis <= 36_000; millis += 1_000) {
            if (!queue.due(millis).isEmpty()) {
                attempts.add(millis);
                queue.backOff(first, millis);
            }
        }
        // + 1, 2, 4, 8, 10, 10 s
        assertThat(attempts).containsExactly(0L, 1_000L, 3_000L, 7_000L, 15_000L, 25_000L, 35_000L);
    }

    @Test
    void a_pod_that_was_removed_is_forgotten_even_if_it_backs_off_later() {
        queue.add(first);
        queue.remove(first);
        queue.backOff(first, 0);

        assertThat(queue.size()).isZero();
    }
}
