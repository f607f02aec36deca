package dev.headroom.extender.telemetry.names;

import static dev.headroom.predict.Signal.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.predict.Sample;
import dev.headroom.predict.Signal;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each dialect on what a real program exposes in it: all that is known, and nothing else. */
class DialectsTest {

    static Stream<Arguments> expositions() {
        return Stream.of(
                Arguments.of(
                        "client_golang.prom",
                        known(HEAP_GOAL, 4.8156362e+07)
                                .and(HEAP_OBJECTS, 2.3987488e+07)
                                // In use less allocated.
                                .and(HEAP_UNUSED, 25_952_256 - 23_987_488)
                                // Idle less released.
                                .and(HEAP_FREE, 2_916_352 - 2_867_200)
                                .and(HEAP_RELEASED, 2.8672e+06)
                                .and(STACKS, 491_520)
                                .and(MAPPED, 3.5494152e+07)
                                .and(ALLOCATED, 2.4413488e+07)
                                .and(GC_CYCLES, 4)
                                .and(GOGC, 100)
                                .and(MEMORY_LIMIT, Double.POSITIVE_INFINITY)
                                .and(GC_PAUSE_SECONDS, 0.008242457)
                                .and(GC_PAUSE_LONGEST_SECONDS, 0.004845294)
                                .and(GOROUTINES, 11)
                                .and(RESIDENT, 3.835904e+07)
                                .and(PROCESS_CPU_SECONDS, 0.08)
                                .and(START_TIME_SECONDS, 1.79556089582e+09)),
                Arguments.of(
                        "runtime_metrics.prom",
                        known(HEAP_GOAL, 6.4970699e+07)
                                .and(HEAP_LIVE, 2.5831616e+07)
                                .and(HEAP_OBJECTS, 2.7270624e+07)
                                .and(HEAP_UNUSED, 1.606176e+06)
                                .and(HEAP_FREE, 5.136384e+06)
                                .and(HEAP_RELEASED, 7.471104e+06)
                                .and(STACKS, 458_752)
                                .and(MAPPED, 4.8408856e+07)
                                .and(ALLOCATED, 3.3875624e+07)
                                .and(GC_CYCLES, 3)
                                // Stacks and globals.
                                .and(ROOTS, 6_120 + 254_986)
                                .and(GOGC, 150)
                                .and(MEMORY_LIMIT, Double.POSITIVE_INFINITY)
                                .and(LIMITER_LAST_CYCLE, 0)
                                .and(GC_CPU_SECONDS, 0.080823165 - 0.00021502)
                                .and(BUSY_CPU_SECONDS, 16.528547112 - 15.841304411 - 0.00021502)
                                // The summary's, not the histogram's 0.021.
                                .and(GC_PAUSE_SECONDS, 0.071730953)
                                .and(GC_PAUSE_LONGEST_SECONDS, 0.040991649)
                                // The runtime's count, with its own; not the collector's 10.
                                .and(GOROUTINES, 20)
                                .and(RESIDENT, 4.7177728e+07)
                                .and(PROCESS_CPU_SECONDS, 0.06)
                                .and(START_TIME_SECONDS, 1.79556112283e+09)),
                Arguments.of(
                        "otel_go.prom",
                        known(HEAP_GOAL, 4.8170962e+07)
                                .and(ALLOCATED, 2.4412608e+07)
                                .and(GOGC, 100)
                                .and(GOROUTINES, 19)
                                // Other and stack.
                                .and(MAPPED, 32_528_648 + 425_984)
                                .and(STACKS, 425_984)),
                Arguments.of(
                        "otel_go_before_2024.prom",
                        known(HEAP_GOAL, 4.8240178e+07)
                                .and(ALLOCATED, 2.4612712e+07)
                                .and(GOGC, 100)
                                .and(GOROUTINES, 19)
                                .and(MAPPED, 31_967_512 + 425_984)
                                .and(STACKS, 425_984)
                                .and(HEAP_OBJECTS, 2.416724e+07)
                                .and(HEAP_UNUSED, 25_698_304 - 24_167_240)
                                .and(HEAP_FREE, 7_430_144 - 7_421_952)
                                .and(HEAP_RELEASED, 7.421952e+06)
                                .and(GC_CYCLES, 4)
                                // 1,095,207 ns.
                                .and(GC_PAUSE_SECONDS, 1.095207e+06 * 1e-9)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("expositions")
    void readsAllThatIsKnown(String file, Known expected) {
        assertThat(all(read(Expositions.file(file)))).isEqualTo(expected.values());
    }

    @Test
    @DisplayName("GOGC=off is 2^64-1 for client_golang and 2^63-1 for OpenTelemetry, and means off")
    void gogcOff() {
        assertThat(read("go_gc_gogc_percent 1.8446744073709552e+19").get(GOGC)).isEqualTo(-1);
        assertThat(read("go_config_gogc_percent 9.223372036854776e+18").get(GOGC))
                .isEqualTo(-1);
    }

    @Test
    @DisplayName("a difference of which a part is missing is unknown")
    void missingPart() {
        String half = "go_memstats_heap_idle_bytes 5\ngo_cpu_classes_gc_total_cpu_seconds_total 3\n"
                + "go_gc_scan_stack_bytes 7\ngo_memory_used_bytes{go_memory_type=\"stack\"} 9\n";
        // Stacks are a part of what OpenTelemetry says is used, and known by themselves.
        assertThat(all(read(half))).containsExactly(Map.entry(STACKS, 9.0));
    }

    @Test
    @DisplayName("with both collectors runtime/metrics counts, and the older one where that is silent")
    void preference() {
        Sample both = read("go_memstats_next_gc_bytes 1\ngo_gc_heap_goal_bytes 2\ngo_memstats_sys_bytes 3\n"
                + "go_memory_classes_total_bytes NaN\n");
        assertThat(both.get(HEAP_GOAL)).isEqualTo(2);
        assertThat(both.get(MAPPED)).isEqualTo(3);
    }

    @Test
    @DisplayName("what no process can have is unknown and named, the rest counts")
    void absurd() {
        Sample sample = read("process_resident_memory_bytes -1\ngo_memstats_sys_bytes 1e+18\ngo_goroutines 4\n"
                + "go_memstats_next_gc_bytes NaN\n");
        assertThat(all(sample)).containsExactly(Map.entry(GOROUTINES, 4.0));
        assertThat(sample.problems())
                .containsExactly(
                        "MAPPED is 1.0E18, allowed is 0 to 70368744177664 bytes",
                        "RESIDENT is -1.0, allowed is 0 to 70368744177664 bytes",
                        "HEAP_GOAL is NaN, allowed is a number");
    }

    private static Map<Signal, Double> all(Sample sample) {
        Map<Signal, Double> known = new EnumMap<>(Signal.class);
        for (Signal signal : Signal.values()) {
            if (sample.has(signal)) {
                known.put(signal, sample.get(signal));
            }
        }
        return known;
    }

    private static Sample read(String text) {
        Reading reading = NameTable.ofProcesses().reading();
        Expositions.read(text, reading);
        return reading.sample(7, Sample.Origin.SCRAPE);
    }

    private static Known known(Signal signal, double value) {
        return new Known(new EnumMap<>(Signal.class)).and(signal, value);
    }

    record Known(Map<Signal, Double> values) {

        Known and(Signal signal, double value) {
            values.put(signal, value);
            return this;
        }
    }
}
