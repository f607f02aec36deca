package dev.headroom.extender.wake;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PaceTest {

    private static final long SECOND = 1_000_000_000L;

    @Test
    void a_seconds_worth_may_happen_at_once_and_the_rest_at_the_pace() {
        Pace pace = new Pace(4, 0);
        assertThat(taken(pace, 0)).isEqualTo(4);
        assertThat(taken(pace, SECOND / 8)).as("half of one is earned").isZero();
        assertThat(taken(pace, SECOND / 4)).isEqualTo(1);
        assertThat(taken(pace, SECOND)).as("0.75 s earn 3").isEqualTo(3);
    }

    @Test
    void a_pause_saves_up_no_more_than_a_second() {
        Pace pace = new Pace(4, 0);
        assertThat(taken(pace, 1000 * SECOND)).isEqualTo(4);
    }

    private static int taken(Pace pace, long nowNanos) {
        int taken = 0;
        while (pace.take(nowNanos)) {
            taken++;
        }
        return taken;
    }
}
