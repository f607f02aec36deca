package dev.headroom.extender.demo;

import static dev.headroom.extender.demo.Simulated.MIB;
import static dev.headroom.predict.Signal.ALLOCATED;
import static dev.headroom.predict.Signal.GC_CYCLES;
import static dev.headroom.predict.Signal.GOGC;
import static dev.headroom.predict.Signal.HEAP_FREE;
import static dev.headroom.predict.Signal.HEAP_GOAL;
import static dev.headroom.predict.Signal.HEAP_LIVE;
import static dev.headroom.predict.Signal.HEAP_OBJECTS;
import static dev.headroom.predict.Signal.HEAP_RELEASED;
import static dev.headroom.predict.Signal.HEAP_UNUSED;
import static dev.headroom.predict.Signal.MAPPED;
import static dev.headroom.predict.Signal.RESIDENT;
import static dev.headroom.predict.Signal.STACKS;
import static dev.headroom.predict.Signal.START_TIME_SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.headroom.predict.ContainerSpec;
import dev.headroom.predict.Fleet;
import dev.headroom.predict.MemoryModel;
import dev.headroom.predict.Placement;
import dev.headroom.predict.Sample;
import dev.headroom.predict.Signal;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
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
        Sample sample = ran(HUNDRED_LIVE, 3, seconds).sample(42_000);

        assertThat(sample.problems()).isEmpty();
        assertThat(sample.get(HEAP_OBJECTS)).isBetween(sample.get(HEAP_LIVE), sample.get(HEAP_GOAL));
        double spans = sample.get(HEAP_OBJECTS) + sample.get(HEAP_UNUSED) + sample.get(HEAP_FREE);
        double held = sample.get(MAPPED) - sample.get(HEAP_RELEASED);
        assertThat(spans + sample.get(STACKS)).isCloseTo(held, within(1.0 * MIB));
        assertThat(sample.get(RESIDENT)).isGreaterThan(held);
        assertThat(sample.atMillis()).isEqualTo(42_000);
    }

    @Test
    void what_is_not_exported_is_unknown() {
        Workload defaults = WorkloadCatalog.of(new SplittableRandom(1), WorkloadCatalog.kinds(), 1e12).stream()
                .filter(workload -> workload.metrics() == Workload.Metrics.DEFAULTS)
                .findFirst()
                .orElseThrow();
        Sample sample = ran(defaults, 1, 5).sample(42_000);

        assertThat(sample.has(HEAP_LIVE)).isFalse();
        assertThat(sample.has(GOGC)).isFalse();
        assertThat(sample.has(HEAP_GOAL)).isTrue();
    }

    @Test
    void what_comes_is_near_what_was_forecast_and_not_the_same() {
        for (int seed = 0; seed < 20; seed++) {
            SimulatedProcess process = new SimulatedProcess(HUNDRED_LIVE, seed);
            Fleet fleet = new Fleet(MemoryModel::new);
            fleet.appeared("c", "", ContainerSpec.UNKNOWN, 0);
            for (int second = 0; second < 180; second++) {
                process.step(second, 1);
                if (second % 5 == 4) {
                    fleet.observe("c", process.sample(second * 1_000L));
                }
            }
            Placement forecast = Objects.requireNonNull(fleet.placement("c", 179_000));
            for (int second = 180; second < 240; second++) {
                process.step(second, 1);
            }

            double ratio = forecast.meanBytes() / process.residentBytes();
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
        Sample sample = ran(HUNDRED_LIVE, 1, 100).sample(0);

        // warm after some 30 s, then 60 MiB/s over a saw of about 100 MiB: 0.6 cycles/s; more while the heap is small
        assertThat(sample.get(GC_CYCLES)).isBetween(40.0, 200.0);
        // 100 s · 60 MiB/s, each second ±20 %
        assertThat(sample.get(ALLOCATED)).isBetween(0.9 * 6000 * MIB, 1.1 * 6000 * MIB);
    }

    @Test
    void a_restart_begins_the_counters_anew() {
        SimulatedProcess process = warm(HUNDRED_LIVE, 1);
        process.restart();
        process.step(100, 1);

        assertThat(process.sample(0).get(ALLOCATED)).isLessThan(100.0 * MIB);
        assertThat(process.residentBytes()).isLessThan(150 * MIB);
        // stepped 1 s since the restart
        assertThat(process.sample(500_000).get(START_TIME_SECONDS)).isEqualTo(499);
    }

    @Test
    void equal_seeds_do_the_same_and_other_seeds_do_not() {
        assertThat(values(5)).isEqualTo(values(5)).isNotEqualTo(values(6));
    }

    private static List<Double> values(long seed) {
        Sample sample = warm(HUNDRED_LIVE, seed).sample(0);
        return Arrays.stream(Signal.values()).map(sample::get).toList();
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
