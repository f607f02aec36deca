package dev.headroom.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.headroom.api.Contribution.Quantity;
import dev.headroom.api.Contribution.Unit;
import org.junit.jupiter.api.Test;

/** Why a forecast is what it is: parts in bytes that add up to its median. Amounts are MiB. */
class ReadingTest {

    private static final double MIB = 1 << 20;
    private static final long MINUTE = 60_000;

    @Test
    void a_plateau_is_what_is_there() {
        GoProgram program = GoProgram.allocating(40, age -> 91);
        ContainerForecast forecast = play(program, 600);
        assertThat(part(forecast, "resident now")).isEqualTo(program.resident());
        assertThat(part(forecast, "live heap and others grow")).isZero();
        assertThat(forecast.why()).hasSizeLessThanOrEqualTo(3);
        assertThat(sum(forecast)).isCloseTo(forecast.p50Bytes(), within(8.0));
    }

    @Test
    void a_heap_that_is_not_full_fills_up() {
        // 1 MiB/s: after 30 s 30 of the way to 178
        GoProgram program = GoProgram.allocating(1, age -> 91);
        ContainerForecast forecast = play(program, 30);
        assertThat(part(forecast, "heap fills up to its goal") / MIB).isBetween(30.0, 62.0);
        assertThat(sum(forecast)).isCloseTo(forecast.p50Bytes(), within(8.0));
    }

    @Test
    void a_leak_is_a_live_heap_that_grows() {
        GoProgram program = GoProgram.allocating(20, age -> 20 + age / 2);
        ContainerForecast forecast = play(program, 400);
        // half a MiB a second, doubled by the goal, for 60 s: most of 60 comes of growth
        double grows = part(forecast, "live heap and others grow") + part(forecast, "resident memory rises");
        assertThat(grows / MIB).isBetween(45.0, 75.0);
        assertThat(sum(forecast)).isCloseTo(forecast.p50Bytes(), within(8.0));
    }

    @Test
    void what_the_limit_takes_off_is_named_too() {
        GoProgram program = GoProgram.allocating(20, age -> 20 + age / 2).containerLimit(512);
        // 494 are there after 450 s, and 60 more to come
        ContainerForecast forecast = play(program, 455);
        assertThat(program.kills()).isZero();
        assertThat(part(forecast, "past errors, bursts, limit")).isNegative();
        assertThat(forecast.p50Bytes() / MIB).isCloseTo(520.5, within(0.1));
        assertThat(sum(forecast)).isCloseTo(forecast.p50Bytes(), within(8.0));
    }

    @Test
    void a_burst_that_may_come_is_told_in_percent() {
        GoProgram program = GoProgram.allocating(40, age -> age % 120 < 20 ? 91 : 20);
        ContainerForecast forecast = play(program, 600);
        assertThat(forecast.why())
                .filteredOn(part -> part.unit() == Unit.PERCENT)
                .hasSize(1)
                .allSatisfy(part -> {
                    assertThat(part.name()).isEqualTo("probability of a burst");
                    assertThat(part.value()).isBetween(0.0, 100.0);
                });
        assertThat(sum(forecast)).isCloseTo(forecast.p50Bytes(), within(8.0));
    }

    private static double part(ContainerForecast forecast, String name) {
        return forecast.why().stream()
                .filter(part -> part.name().equals(name))
                .mapToDouble(Quantity::value)
                .sum();
    }

    private static double sum(ContainerForecast forecast) {
        return forecast.why().stream()
                .filter(part -> part.unit() == Unit.BYTES)
                .mapToDouble(Quantity::value)
                .sum();
    }

    private static ContainerForecast play(GoProgram program, int seconds) {
        MemoryModel model = new MemoryModel(program.spec());
        for (int s = 5; s <= seconds; s += 5) {
            program.runUntil(s);
            model.observe(program.says().build());
            model.observe(program.account().build());
        }
        return model.forecast(program.nowMillis(), MINUTE);
    }
}
