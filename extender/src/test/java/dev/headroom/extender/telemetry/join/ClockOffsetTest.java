package dev.headroom.extender.telemetry.join;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ClockOffsetTest {

    private final ClockOffset offset = new ClockOffset();

    @Test
    void clocks_agree_until_an_answer_shows_that_they_cannot() {
        // Asked at 1,000, answered at 1,300, evaluated between.
        offset.learn(1_200, 1_000, 1_300);
        assertThat(offset.millis()).isZero();
    }

    @Test
    void a_server_ahead_is_ahead_by_what_cannot_be_its_time_to_answer() {
        // 61,200 − 1,300 = 59,900 at least, 61,200 − 1,000 = 60,200 at most.
        offset.learn(61_200, 1_000, 1_300);
        assertThat(offset.millis()).isEqualTo(59_900);
        assertThat(offset.ours(61_200)).isEqualTo(1_300);
    }

    @Test
    void answers_narrow_it_down_and_slow_ones_change_nothing() {
        // −60,000 + 100 to −60,000: the server is 60 s behind.
        offset.learn(40_100, 100_000, 100_200);
        assertThat(offset.millis()).isEqualTo(-59_900);
        offset.learn(140_010, 200_000, 200_020);
        assertThat(offset.millis()).isEqualTo(-59_990);
        offset.learn(245_000, 300_000, 310_000);
        assertThat(offset.millis()).isEqualTo(-59_990);
    }

    @Test
    void an_answer_without_a_time_teaches_nothing() {
        offset.learn(0, 1_000, 1_300);
        assertThat(offset.millis()).isZero();
    }
}
