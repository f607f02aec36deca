package dev.headroom.predict;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SampleTest {

    /** 64 TiB are 64 · 2⁴⁰ = 70368744177664 bytes. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            a negative heap goal           | HEAP_GOAL            | -1        | 0 to 70368744177664 bytes
            10¹⁸ bytes resident            | RESIDENT             | 1e18      | 0 to 70368744177664 bytes
            10¹⁸ as a goal is no 'no goal' | HEAP_GOAL            | 1e18      | 0 to 70368744177664 bytes
            10¹⁸ as a limit of the cgroup  | CGROUP_MAX           | 1e18      | 0 to 70368744177664 bytes
            one byte more than 64 TiB      | MAPPED               | 70368744177665 | 0 to 70368744177664 bytes
            an infinite resident memory    | RESIDENT             | Infinity  | 0 to 70368744177664 bytes
            minus infinity as a limit      | MEMORY_LIMIT         | -Infinity | 0 to 70368744177664 bytes
            a negative usage of the cgroup | USAGE                | -4096     | 0 to 70368744177664 bytes
            a counter below 0              | ALLOCATED            | -1        | a finite number of at least 0
            an infinite counter            | GC_CYCLES            | Infinity  | a finite number of at least 0
            a counter of 2⁶³               | PRESSURE_SOME_SECONDS | 0x1p63   | a finite number of at least 0
            less than no goroutines        | GOROUTINES           | -5        | a finite number of at least 0
            an infinite pause              | GC_PAUSE_LONGEST_SECONDS | Infinity | a finite number of at least 0
            GOGC of 10¹⁸                   | GOGC                 | 1e18      | at most 2147483647 percent
            """)
    void what_no_container_can_report_is_dropped_and_named(String name, Signal signal, String said, String allowed) {
        double value = Double.parseDouble(said);

        Sample sample = Sample.at(7, Sample.Origin.SCRAPE).put(signal, value).build();

        assertThat(sample.has(signal)).isFalse();
        assertThat(sample.get(signal)).isNaN();
        assertThat(sample.get(signal, 42)).isEqualTo(42);
        assertThat(sample.isEmpty()).isTrue();
        assertThat(sample.problems()).containsExactly(signal + " is " + value + ", allowed is " + allowed);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            no goal, as Go exports it: 2⁶⁴−1        | HEAP_GOAL    | 18446744073709551615 | Infinity
            no GOMEMLIMIT, as Go exports it: 2⁶³−1  | MEMORY_LIMIT | 9223372036854775807  | Infinity
            no limit, as cgroup v1 has it           | CGROUP_MAX   | 9223372036854771712  | Infinity
            no memory.high                          | CGROUP_HIGH  | Infinity             | Infinity
            the largest heap of a JVM without one   | LARGEST_HEAP | 0x1p62               | Infinity
            GOGC=off                                | GOGC         | -1                   | -1
            GOGC=0                                  | GOGC         | 0                    | 0
            GOMEMLIMIT=0 is a value                 | MEMORY_LIMIT | 0                    | 0
            nothing resident                        | RESIDENT     | 0                    | 0
            exactly 64 TiB                          | MAPPED       | 70368744177664       | 70368744177664
            10¹⁷ bytes allocated over the years     | ALLOCATED    | 1e17                 | 1e17
            """)
    void what_can_be_true_is_kept(String name, Signal signal, String said, String kept) {
        Sample sample = Sample.at(7, Sample.Origin.SCRAPE)
                .put(signal, Double.parseDouble(said))
                .build();

        assertThat(sample.get(signal)).isEqualTo(Double.parseDouble(kept));
        assertThat(sample.has(signal)).isTrue();
        assertThat(sample.isEmpty()).isFalse();
        assertThat(sample.problems()).isEmpty();
    }

    @Test
    void nan_says_nothing_and_takes_nothing_back() {
        Sample sample = Sample.at(7, Sample.Origin.SCRAPE)
                .put(Signal.RESIDENT, Double.NaN)
                .put(Signal.HEAP_LIVE, 5)
                .put(Signal.HEAP_LIVE, Double.NaN)
                .build();

        assertThat(sample.has(Signal.RESIDENT)).isFalse();
        assertThat(sample.get(Signal.HEAP_LIVE)).isEqualTo(5);
    }

    @Test
    void each_value_that_is_dropped_is_counted_by_its_reason() {
        Sample.Builder sample = Sample.at(7, Sample.Origin.SCRAPE)
                .put(Signal.RESIDENT, -1)
                .put(Signal.HEAP_GOAL, 1e18)
                .put(Signal.STACKS, Double.POSITIVE_INFINITY)
                .put(Signal.MAPPED, 100)
                .put(Signal.HEAP_RELEASED, 101)
                .put(Signal.GOROUTINES, Double.NaN)
                .notANumber(Signal.ALLOCATED);
        for (int i = 0; i < 300; i++) {
            sample.put(Signal.GC_CYCLES, -1);
        }
        Sample built = sample.build();

        assertThat(built.dropped(Sample.Drop.NEGATIVE)).as("at most").isEqualTo(255);
        assertThat(built.dropped(Sample.Drop.TOO_LARGE)).isEqualTo(2);
        assertThat(built.dropped(Sample.Drop.CONTRADICTORY)).isEqualTo(1);
        assertThat(built.dropped(Sample.Drop.NOT_A_NUMBER))
                .as("what is unknown is not said")
                .isEqualTo(1);
        assertThat(built.dropped()).isEqualTo(255 + 2 + 1 + 1);
        assertThat(built.problems()).hasSize(8).contains("ALLOCATED is NaN, allowed is a number");
    }

    @Test
    void more_given_back_than_was_mapped_is_dropped_and_named() {
        Sample sample = Sample.at(7, Sample.Origin.SCRAPE)
                .put(Signal.MAPPED, 100)
                .put(Signal.HEAP_RELEASED, 101)
                .build();

        assertThat(sample.has(Signal.HEAP_RELEASED)).isFalse();
        assertThat(sample.get(Signal.MAPPED)).isEqualTo(100);
        assertThat(sample.problems()).containsExactly("HEAP_RELEASED is 101.0, allowed is at most MAPPED, 100.0");
    }

    @Test
    void all_that_was_mapped_may_be_given_back() {
        Sample sample = Sample.at(7, Sample.Origin.SCRAPE)
                .put(Signal.MAPPED, 100)
                .put(Signal.HEAP_RELEASED, 100)
                .build();

        assertThat(sample.get(Signal.HEAP_RELEASED)).isEqualTo(100);
        assertThat(sample.problems()).isEmpty();
    }

    @Test
    void one_absurd_value_does_not_spoil_the_others() {
        Sample sample = Sample.at(7, Sample.Origin.PROMETHEUS)
                .put(Signal.RESIDENT, 1e18)
                .put(Signal.HEAP_GOAL, 200)
                .build();

        assertThat(sample.get(Signal.HEAP_GOAL)).isEqualTo(200);
        assertThat(sample.problems()).hasSize(1);
        assertThat(sample.atMillis()).isEqualTo(7);
        assertThat(sample.origin()).isEqualTo(Sample.Origin.PROMETHEUS);
    }

    @Test
    void each_signal_keeps_its_own_value_whichever_others_are_known() {
        Random random = new Random(1);
        for (int i = 0; i < 1_000; i++) {
            Sample.Builder builder = Sample.at(7, Sample.Origin.SCRAPE);
            Map<Signal, Double> put = new EnumMap<>(Signal.class);
            for (Signal signal : Signal.values()) {
                // HEAP_RELEASED would have to stay below MAPPED.
                if (signal != Signal.HEAP_RELEASED && random.nextBoolean()) {
                    double value = 1.0 + random.nextInt(1000);
                    put.put(signal, value);
                    builder.put(signal, value);
                }
            }
            Sample sample = builder.build();
            for (Signal signal : Signal.values()) {
                assertThat(sample.has(signal)).isEqualTo(put.containsKey(signal));
                assertThat(sample.get(signal)).isEqualTo(put.getOrDefault(signal, Double.NaN));
            }
        }
    }

    @Test
    void there_is_a_bit_for_each_signal() {
        assertThat(Signal.values()).hasSizeLessThanOrEqualTo(Long.SIZE);
    }

    @Test
    void no_more_than_eight_problems_are_named() {
        Sample.Builder builder = Sample.at(7, Sample.Origin.SCRAPE);
        for (Signal signal : Signal.values()) {
            builder.put(signal, signal == Signal.GOGC ? 1e18 : -1);
        }

        Sample sample = builder.build();

        assertThat(sample.isEmpty()).isTrue();
        assertThat(sample.problems()).hasSize(8);
    }

    @Test
    void only_the_cgroups_signals_are_the_kernels_word() {
        assertThat(Signal.RESIDENT.isFromKernel()).isFalse();
        assertThat(Signal.START_TIME_SECONDS.isFromKernel()).isFalse();
        assertThat(Signal.USAGE.isFromKernel()).isTrue();
        assertThat(Signal.CGROUP_CPU_SECONDS.isFromKernel()).isTrue();
    }
}
