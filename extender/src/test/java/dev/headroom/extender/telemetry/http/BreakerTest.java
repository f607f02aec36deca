package dev.headroom.extender.telemetry.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class BreakerTest {

    /** Takes nothing off a pause. */
    private static final RandomGenerator LEAST = () -> 0;

    private final Breaker breaker = new Breaker(30_000, 300_000, LEAST);

    @Test
    void nothing_is_left_alone_before_it_fails() {
        assertThat(breaker.allows(0)).isTrue();
        assertThat(breaker.closedUntilMillis()).isEqualTo(Long.MIN_VALUE);
    }

    @Test
    void each_failure_in_a_row_doubles_the_pause_up_to_the_longest() {
        // 30, 60, 120, 240 s, then 480 s are cut to 300 s.
        long now = 1_000_000;
        for (long pause : new long[] {30_000, 60_000, 120_000, 240_000, 300_000, 300_000}) {
            breaker.failed(now);
            assertThat(breaker.allows(now + pause - 1)).isFalse();
            assertThat(breaker.allows(now + pause)).isTrue();
            now += pause;
        }
    }

    @Test
    void one_success_forgets_all_failures() {
        breaker.failed(0);
        breaker.failed(30_000);
        breaker.succeeded();
        assertThat(breaker.allows(30_001)).isTrue();

        breaker.failed(40_000);
        assertThat(breaker.closedUntilMillis()).isEqualTo(70_000);
    }

    @Test
    void a_pause_is_shortened_by_a_fifth_at_most() {
        Breaker random = new Breaker(10_000, 10_000, new SplittableRandom(1));
        for (int i = 0; i < 1_000; i++) {
            random.failed(0);
            assertThat(random.closedUntilMillis()).isBetween(8_000L, 10_000L);
        }
    }
}
