package dev.headroom.bench.accuracy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.predict.Sample;
import dev.headroom.predict.Signal;
import org.junit.jupiter.api.Test;

class CostTest {

    @Test
    void both_rates_and_the_memory_of_1_000_containers_are_measured() {
        Cost.Figures figures = Cost.measure(1_000);

        assertThat(figures.containers()).isEqualTo(1_000);
        assertThat(figures.updatesPerCoreSecond()).isBetween(10.0, 1e7);
        // The models alone, by another clock: not slower than ten times all of it.
        assertThat(figures.modelUpdatesPerCoreSecond()).isGreaterThan(figures.updatesPerCoreSecond() / 10);
        // What a model's rings alone take is more than 1 KiB; whatever else the VM did meanwhile counts too.
        assertThat(figures.bytesPerContainer()).isGreaterThan(1_000);
    }

    @Test
    void what_the_load_says_is_what_a_container_can_report() {
        CostLoad load = new CostLoad(20);
        for (int i = 0; i < 1_000; i++) {
            Sample sample = load.scraped(i % 20, 1_000L * i);
            assertThat(sample.problems()).isEmpty();
            assertThat(sample.get(Signal.HEAP_OBJECTS))
                    .isBetween(sample.get(Signal.HEAP_LIVE), sample.get(Signal.HEAP_GOAL));
            assertThat(load.accounted(i % 20, 1_000L * i).problems()).isEmpty();
        }
        assertThat(load.nodes()).isEqualTo(2);
        assertThat(load.workload(9)).isEqualTo(load.workload(0)).isNotEqualTo(load.workload(10));
    }
}
