package dev.headroom.extender.state;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PeriodicTest {

    private final Periodic periodic = new Periodic(100, 1000);

    @Test
    @DisplayName("due once per period, first one period after the start")
    void period() {
        assertThat(periodic.isDue(1099)).isFalse();
        assertThat(periodic.isDue(1100)).isTrue();
        assertThat(periodic.isDue(1199)).isFalse();
        assertThat(periodic.isDue(1250)).isTrue();
    }

    @Test
    @DisplayName("a clock that jumps back an hour does not stop it for an hour")
    void jumpBack() {
        assertThat(periodic.isDue(500)).isTrue();
        assertThat(periodic.isDue(599)).isFalse();
        assertThat(periodic.isDue(600)).isTrue();
    }
}
