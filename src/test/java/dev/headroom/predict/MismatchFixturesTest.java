package dev.headroom.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The two programs on which the reference's simple rule errs: heap goal = heapAlloc · (1 + GOGC / 100), above 0.9 of the
 * limit the outcome is an OOM kill, above the heap goal it is a GC. Amounts are MiB.
 */
class MismatchFixturesTest {

    private static final double MIB = 1 << 20;
    private static final long MINUTE = 60_000;

    /** What the simple rule says of a heap at its highest. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            376 · 2 = 752 > 0.9 · 512 = 460.8: killed, it says    | 376 | 512 | true
            4 · 2 = 8 < 0.9 · 128 = 115.2: nothing to see         |   4 | 128 | false
            """)
    void the_simple_rule(String name, double heapAlloc, double limit, boolean killed) {
        assertThat(heapAlloc * (1 + 100 / 100.0) > 0.9 * limit).isEqualTo(killed);
    }

    @Test
    void request_128_limit_512_running_at_400_is_collected_by_ratio_and_not_killed() {
        GoProgram program = GoProgram.allocating(60, age -> 190).containerLimit(512);
        MemoryModel model = new MemoryModel(program.spec());
        ContainerForecast forecast = play(program, model);
        // 2 · 190 and what lies beside it; so it was for 10 minutes
        assertThat(program.resident() / MIB).isCloseTo(400, within(4.0));
        assertThat(program.kills()).isZero();
        assertThat(forecast.p50Bytes() / program.resident()).isCloseTo(1, within(0.02));
        assertThat(forecast.heapGoalBytes() / MIB).isCloseTo(380, within(2.0));
        assertThat(forecast.limitOomProbability()).isLessThan(0.02);
        assertThat(forecast.flags()).contains(Flag.MEMORY_PRESSURE).doesNotContain(Flag.NEAR_LIMIT);
    }

    @Test
    void limit_128_with_small_garbage_at_a_high_rate_burns_cpu_and_stays_small() {
        GoProgram program = GoProgram.allocating(400, age -> 2).containerLimit(128);
        MemoryModel model = new MemoryModel(program.spec());
        ContainerForecast forecast = play(program, model);
        assertThat(program.resident() / MIB).isLessThan(15);
        assertThat(forecast.p50Bytes() / program.resident()).isCloseTo(1, within(0.02));
        assertThat(forecast.p99Bytes() / MIB).isLessThan(20);
        // 400 MiB/s into a saw of 2 MiB: some 200 cycles per second over 2 MiB at 1.2 ns per byte are half a CPU,
        // as much as its own
        assertThat(forecast.cyclesPerSecond()).isBetween(180.0, 220.0);
        assertThat(forecast.gcCpuFraction()).isCloseTo(0.5, within(0.03));
        assertThat(forecast.limitOomProbability()).isLessThan(0.001);
        assertThat(forecast.flags()).doesNotContain(Flag.MEMORY_PRESSURE, Flag.NEAR_LIMIT, Flag.SQUEEZED);
    }

    private static ContainerForecast play(GoProgram program, MemoryModel model) {
        for (int s = 5; s <= 600; s += 5) {
            program.runUntil(s);
            model.observe(program.says().build());
            model.observe(program.account().build());
        }
        return model.forecast(program.nowMillis(), MINUTE);
    }
}
