package dev.headroom.extender.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SimulatedClockTest {

    @ParameterizedTest(name = "at {0} it starts at {1}")
    @CsvSource({
        "2026-11-24T12:00:00Z, 2026-11-24T12:00:00Z",
        "2026-11-24T12:04:59.999Z, 2026-11-24T12:00:00Z",
        "2026-11-24T12:59:01Z, 2026-11-24T12:55:00Z"
    })
    void starts_in_the_same_phase_of_5_minutes_at_any_time_of_day(Instant now, Instant start) {
        SimulatedClock clock = SimulatedClock.startingAbout(now);
        assertThat(clock.instant()).isEqualTo(start);
        clock.set(Duration.ofSeconds(7));
        assertThat(clock.instant()).isEqualTo(start.plusSeconds(7));
    }
}
