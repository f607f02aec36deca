package dev.headroom.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class RecentMedianTest {

    private final RecentMedian recent = new RecentMedian();

    @Test
    void nothing_is_zero() {
        assertThat(recent.isEmpty()).isTrue();
        assertThat(recent.median()).isZero();
        assertThat(recent.deviation()).isZero();
        assertThat(recent.last()).isZero();
        assertThat(recent.stays(0.1)).isFalse();
    }

    @Test
    void one_far_off_moves_it_little() {
        add(100, 102, 98, 1000, 101);
        assertThat(recent.median()).isEqualTo(101);
        // 1, 1, 3, 899, 0: the middle one
        assertThat(recent.deviation()).isEqualTo(1);
    }

    @Test
    void of_an_even_number_the_two_in_the_middle_count() {
        add(1, 2, 4, 100);
        assertThat(recent.median()).isCloseTo(3, within(1e-6));
    }

    @Test
    void only_the_last_sixteen_count() {
        add(1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1);
        add(9, 9, 9, 9, 9, 9, 9, 9, 9);
        assertThat(recent.median()).isEqualTo(9);
    }

    @Test
    void four_alike_stay() {
        add(50, 100, 101, 99, 100);
        assertThat(recent.stays(0.02)).isTrue();
        assertThat(recent.stays(0.005)).isFalse();
        assertThat(recent.last()).isEqualTo(100);
        add(110);
        assertThat(recent.stays(0.02)).isFalse();
    }

    @Test
    void forgotten_is_as_new() {
        add(1, 2, 3, 4);
        recent.forget();
        assertThat(recent.isEmpty()).isTrue();
        add(7);
        assertThat(recent.median()).isEqualTo(7);
    }

    private void add(double... values) {
        for (double value : values) {
            recent.add(value);
        }
    }
}
