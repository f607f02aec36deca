package dev.headroom.extender.telemetry;

import static dev.headroom.predict.Signal.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.extender.telemetry.exposition.PrometheusText;
import dev.headroom.extender.telemetry.names.NameTable;
import dev.headroom.extender.telemetry.names.Reading;
import dev.headroom.predict.Sample;
import dev.headroom.predict.Signal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the page of a Go process says about it. */
class ProcessMetricsTest {

    @Test
    @DisplayName("client_golang's default names; 2^63-1 is no memory limit, the live heap is not told")
    void clientGolang() {
        Sample sample = read(MetricsPages.CLIENT_GOLANG);
        assertThat(sample.get(HEAP_GOAL)).isEqualTo(191_000_000);
        assertThat(sample.has(HEAP_LIVE)).isFalse();
        assertThat(sample.get(HEAP_OBJECTS)).isEqualTo(120_000_000);
        assertThat(sample.get(ALLOCATED)).isEqualTo(5e9);
        assertThat(sample.get(GC_CYCLES)).isEqualTo(42);
        assertThat(sample.get(GOGC)).isEqualTo(100);
        assertThat(sample.get(MEMORY_LIMIT)).isInfinite();
        assertThat(sample.get(MAPPED)).isEqualTo(202_000_000);
        assertThat(sample.get(HEAP_RELEASED)).isEqualTo(4_000_000);
        assertThat(sample.get(RESIDENT)).isEqualTo(193_000_000);
        assertThat(sample.get(STACKS)).isEqualTo(589_824);
    }

    @Test
    @DisplayName("the names of runtime/metrics; resident memory is not told")
    void runtimeMetrics() {
        Sample sample = read(MetricsPages.RUNTIME_METRICS);
        assertThat(sample.get(HEAP_GOAL)).isEqualTo(191_000_000);
        assertThat(sample.get(HEAP_LIVE)).isEqualTo(95_000_000);
        assertThat(sample.get(MEMORY_LIMIT)).isEqualTo(524_288_000);
        assertThat(sample.has(RESIDENT)).isFalse();
        assertThat(sample.get(STACKS)).isEqualTo(589_824);
    }

    @Test
    @DisplayName("with both collectors the live heap comes from the one and resident memory from the process")
    void both() {
        Sample sample = read(MetricsPages.CLIENT_GOLANG + MetricsPages.RUNTIME_METRICS);
        assertThat(sample.get(HEAP_LIVE)).isEqualTo(95_000_000);
        assertThat(sample.get(RESIDENT)).isEqualTo(193_000_000);
    }

    @Test
    @DisplayName("GOGC=off is exported as 2^64-1 and means off")
    void gogcOff() {
        String page = MetricsPages.CLIENT_GOLANG.replace(
                "go_gc_gogc_percent 100", "go_gc_gogc_percent 1.8446744073709552e+19");
        assertThat(read(page).get(GOGC)).isEqualTo(-1);
    }

    @Test
    @DisplayName("without a name for GOGC it is unknown, not 0")
    void gogcUnknown() {
        assertThat(read(MetricsPages.CLIENT_GOLANG.replace("go_gc_gogc", "go_other"))
                        .has(GOGC))
                .isFalse();
    }

    @ParameterizedTest(name = "without {0} there is no {1}, and the rest is known")
    @CsvSource({
        "go_memstats_next_gc_bytes, HEAP_GOAL",
        "go_memstats_heap_alloc_bytes, HEAP_OBJECTS",
        "go_memstats_alloc_bytes_total, ALLOCATED",
        "go_gc_duration_seconds_count, GC_CYCLES",
        "go_memstats_sys_bytes, MAPPED",
        "go_memstats_heap_released_bytes, HEAP_RELEASED"
    })
    void missing(String name, Signal signal) {
        for (String instead : new String[] {"other ", name + " NaN "}) {
            Sample sample = read(MetricsPages.CLIENT_GOLANG.replace(name + " ", instead));
            assertThat(sample.has(signal)).isFalse();
            assertThat(sample.has(RESIDENT)).isTrue();
        }
    }

    @ParameterizedTest(name = "a process cannot have {0}: then {1} is unknown and the rest is known")
    @CsvSource({
        "go_memstats_next_gc_bytes -1, HEAP_GOAL",
        "go_memstats_sys_bytes 1e+15, MAPPED",
        "go_memstats_heap_released_bytes 3e+08, HEAP_RELEASED",
        "go_gc_duration_seconds_count -5, GC_CYCLES"
    })
    void invalid(String line, Signal signal) {
        // Of several series the first counts.
        Sample sample = read(line + "\n" + MetricsPages.CLIENT_GOLANG);
        assertThat(sample.has(signal)).isFalse();
        assertThat(sample.problems()).hasSize(1);
        assertThat(sample.has(RESIDENT)).isTrue();
    }

    private static Sample read(String page) {
        Reading reading = NameTable.ofProcesses().reading();
        PrometheusText text = new PrometheusText(reading);
        text.read(ByteBuffer.wrap(page.getBytes(StandardCharsets.UTF_8)));
        text.end();
        return reading.sample(7, Sample.Origin.SCRAPE);
    }
}
