package dev.headroom.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A program that was seen for 60 s: one cycle per second over 100 MiB that live. */
class GcCostTest {

    private static final double MIB = 1 << 20;

    private final GcCost cost = new GcCost();

    @BeforeEach
    void nothing_is_known_of_nothing() {
        assertThat(cost.fraction(1, 100 * MIB)).isNaN();
    }

    /** The runtime says: 0.1 CPU of the collector's, 0.5 in all, so 0.4 of the program's own. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            as it is: 0.1 / 0.5                                | 1   | 100 | 0.2
            twice the cycles: 0.2 / (0.2 + 0.4)                | 2   | 100 | 0.3333
            twice the live heap costs the same                 | 1   | 200 | 0.3333
            half of the cycles: 0.05 / 0.45                    | 0.5 | 100 | 0.1111
            no more than twice of what was seen                | 20  | 100 | 0.3333
            no less than half of it                            | 0.01 | 100 | 0.1111
            """)
    void where_the_runtime_tells_cost_follows_cycles_and_live_heap(
            String name, double cycles, double live, double fraction) {
        see(true);
        assertThat(cost.fraction(cycles, live * MIB)).isCloseTo(fraction, within(1e-3));
    }

    /** Not told: 1.2 ns per live byte and cycle, 0.1258 CPU at one cycle per second over 100 MiB; the process takes 0.5. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            as it is: 0.1258 / 0.5                              | 1 | 100 | 0.2517
            twice the cycles: 0.2517 / (0.2517 + 0.3742)        | 2 | 100 | 0.4021
            no cycle, no cost                                   | 0 | 100 | 0
            """)
    void where_it_does_not_a_usual_price_is_taken(String name, double cycles, double live, double fraction) {
        see(false);
        assertThat(cost.fraction(cycles, live * MIB)).isCloseTo(fraction, within(1e-3));
    }

    @Test
    void at_least_half_of_the_process_is_its_own_work() {
        for (int s = 0; s <= 60; s++) {
            cost.add(says(s, 10.0 * s).put(Signal.PROCESS_CPU_SECONDS, 0.5 * s).build(), 100 * MIB);
        }
        // the usual price gives 1.258 CPU of 0.5: 1.258 / (1.258 + 0.25)
        assertThat(cost.fraction(10, 100 * MIB)).isCloseTo(0.834, within(1e-3));
    }

    @Test
    void a_share_is_never_more_than_all() {
        for (int s = 0; s <= 60; s++) {
            cost.add(
                    says(s, s)
                            .put(Signal.GC_CPU_SECONDS, 9.0 * s)
                            .put(Signal.BUSY_CPU_SECONDS, 1.0 * s)
                            .build(),
                    100 * MIB);
        }
        assertThat(cost.fraction(5, 900 * MIB)).isBetween(0.0, 1.0);
    }

    @Test
    void without_any_counter_of_cpu_nothing_is_known() {
        for (int s = 0; s <= 60; s++) {
            cost.add(says(s, s).build(), 100 * MIB);
        }
        assertThat(cost.fraction(1, 100 * MIB)).isNaN();
    }

    @Test
    void after_a_restart_nothing_is_known() {
        see(true);
        cost.forget();
        assertThat(cost.fraction(1, 100 * MIB)).isNaN();
    }

    private void see(boolean told) {
        for (int s = 0; s <= 60; s++) {
            Sample.Builder says = says(s, s).put(Signal.PROCESS_CPU_SECONDS, 0.5 * s);
            if (told) {
                says.put(Signal.GC_CPU_SECONDS, 0.1 * s).put(Signal.BUSY_CPU_SECONDS, 0.5 * s);
            }
            cost.add(says.build(), 100 * MIB);
        }
    }

    private static Sample.Builder says(int seconds, double cycles) {
        return Sample.at(seconds * 1000L, Sample.Origin.SCRAPE).put(Signal.GC_CYCLES, cycles);
    }
}
