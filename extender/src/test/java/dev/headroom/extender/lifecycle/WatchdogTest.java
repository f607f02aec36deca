package dev.headroom.extender.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WatchdogTest {

    private final Heartbeat heartbeat = new Heartbeat();
    private final AtomicInteger ended = new AtomicInteger();
    private final Watchdog watchdog = new Watchdog(heartbeat::beats, ended::incrementAndGet);

    @AfterEach
    void close() {
        watchdog.close();
    }

    private void ticks(int count) {
        for (int i = 0; i < count; i++) {
            watchdog.tick();
        }
    }

    @Test
    void thirty_ticks_without_a_beat_end_the_process_once() {
        ticks(29); // 29 · 100 ms = 2.9 s
        assertThat(ended).hasValue(0);
        ticks(1); // 3.0 s
        assertThat(ended).hasValue(1);
        ticks(100);
        assertThat(ended).hasValue(1);
    }

    @Test
    void one_beat_starts_the_count_again() {
        ticks(29);
        heartbeat.beat();
        ticks(30); // The first of them sees the beat, so 29 are without one.
        assertThat(ended).hasValue(0);
        ticks(1);
        assertThat(ended).hasValue(1);
    }

    @Test
    void a_process_that_was_stopped_for_an_hour_makes_one_tick_on_waking_and_lives() {
        heartbeat.beat();
        ticks(1);
        // An hour passes for the clock; neither the loop nor the watchdog runs, so there is nothing to count.
        ticks(1);
        heartbeat.beat();
        ticks(1);
        assertThat(ended).hasValue(0);
        assertThat(watchdog.alive()).isTrue();
    }

    @Test
    void a_loop_that_is_late_for_a_second_is_not_alive_until_it_turns_again() {
        ticks(9); // 0.9 s
        assertThat(watchdog.alive()).isTrue();
        ticks(1);
        assertThat(watchdog.alive()).isFalse();
        heartbeat.beat();
        ticks(1);
        assertThat(watchdog.alive()).isTrue();
    }

    @Test
    void a_stopped_heart_does_not_beat_again() {
        heartbeat.stop();
        for (int i = 0; i < 30; i++) {
            heartbeat.beat();
            watchdog.tick();
        }
        assertThat(ended).hasValue(1);
    }

    @Test
    void standstill_ends_with_status_70() {
        AtomicInteger status = new AtomicInteger();
        heartbeat.beat();
        new Standstill(heartbeat, status::set).run();
        assertThat(status).hasValue(70);
    }
}
