package dev.headroom.extender.demo;

import static dev.headroom.extender.demo.Simulated.MIB;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.api.MemoryForecast;
import dev.headroom.api.PodMemorySpec;
import dev.headroom.predict.GoSample;
import dev.headroom.predict.PlateauModel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SimulatedProcessTest {

    private static final Workload HUNDRED_LIVE = Simulated.workload("checkout", 128, 100);

    @Test
    void a_warm_process_holds_about_its_heap_goal_and_what_lies_beside_it() {
        SimulatedProcess process = warm(HUNDRED_LIVE, 1);

        // goal 2 · (100 MiB ± 3 · 6 %) and up to 15 % fragmentation, 17 MiB of stacks and binary
        assertThat(process.residentBytes()).isBetween(2 * 82 * MIB + 17 * MIB, 2 * 118 * MIB * 115 / 100 + 17 * MIB);
    }

    @Test
    void it_starts_small_and_does_not_shrink_while_it_warms_up() {
        SimulatedProcess process = new SimulatedProcess(HUNDRED_LIVE, 1);
        process.step(0, 1);
        assertThat(process.residentBytes()).isLessThan(130 * MIB);

        long before = process.residentBytes();
        for (int second = 1; second < 20; second++) {
            process.step(second, 1);
        }
        assertThat(process.residentBytes()).isGreaterThan(before);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 30, 120})
    void what_a_scrape_reads_is_what_a_go_process_can_report(int seconds) {
        GoSample sample = ran(HUNDRED_LIVE, 3, seconds).sample(42);

        GoSample.Checked checked = GoSample.check(
                sample.sampledAtMillis(),
                sample.heapGoalBytes(),
                sample.heapLiveBytes(),
                sample.heapAllocBytes(),
                sample.allocatedTotalBytes(),
                sample.gcCycles(),
                sample.gogcPercent(),
                sample.memoryLimitBytes(),
                sample.mappedBytes(),
                sample.releasedBytes(),
                sample.residentBytes(),
                sample.stackBytes());
        assertThat(checked).isEqualTo(new GoSample.Checked.Accepted(sample));
        assertThat(sample.heapAllocBytes()).isBetween(sample.heapLiveBytes(), sample.heapGoalBytes());
        assertThat(sample.sampledAtMillis()).isEqualTo(42);
    }

    @Test
    void what_comes_is_near_what_was_forecast_and_not_the_same() {
        for (int seed = 0; seed < 20; seed++) {
            SimulatedProcess process = warm(HUNDRED_LIVE, seed);
            MemoryForecast forecast = PlateauModel.plateau(process.sample(0), PodMemorySpec.NONE);
            for (int second = 60; second < 120; second++) {
                process.step(second, 1);
            }

            double ratio = (double) forecast.meanBytes() / process.residentBytes();
            assertThat(ratio).as("seed %s", seed).isBetween(0.8, 1.2).isNotEqualTo(1.0);
        }
    }

    @Test
    void go_mem_limit_holds_the_heap_down() {
        long free = warm(Simulated.workload("a", 128, 300), 1).residentBytes();
        long limited = warm(Simulated.workload("a", 128, 300, 0, 400), 1).residentBytes();

        assertThat(limited).isLessThan(free).isLessThan(480 * MIB);
    }

    @Test
    void cycles_follow_the_allocation_rate() {
        GoSample sample = ran(HUNDRED_LIVE, 1, 100).sample(0);

        // warm after some 30 s, then 60 MiB/s over a saw of about 100 MiB: 0.6 cycles/s; more while the heap is small
        assertThat(sample.gcCycles()).isBetween(40.0, 200.0);
        // 100 s · 60 MiB/s, each second ±20 %
        assertThat(sample.allocatedTotalBytes()).isBetween(0.9 * 6000 * MIB, 1.1 * 6000 * MIB);
    }

    @Test
    void a_restart_begins_the_counters_anew() {
        SimulatedProcess process = warm(HUNDRED_LIVE, 1);
        process.restart();
        process.step(100, 1);

        assertThat(process.sample(0).allocatedTotalBytes()).isLessThan(100.0 * MIB);
        assertThat(process.residentBytes()).isLessThan(150 * MIB);
    }

    @Test
    void equal_seeds_do_the_same_and_other_seeds_do_not() {
        assertThat(warm(HUNDRED_LIVE, 5).sample(0))
                .isEqualTo(warm(HUNDRED_LIVE, 5).sample(0));
        assertThat(warm(HUNDRED_LIVE, 5).sample(0))
                .isNotEqualTo(warm(HUNDRED_LIVE, 6).sample(0));
    }

    private static SimulatedProcess warm(Workload workload, long seed) {
        return ran(workload, seed, 60);
    }

    private static SimulatedProcess ran(Workload workload, long seed, int seconds) {
        SimulatedProcess process = new SimulatedProcess(workload, seed);
        for (int second = 0; second < seconds; second++) {
            process.step(second, 1);
        }
        return process;
    }
}
