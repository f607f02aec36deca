package dev.headroom.extender.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.extender.telemetry.exposition.PrometheusText;
import dev.headroom.extender.telemetry.names.NameTable;
import dev.headroom.extender.telemetry.names.Reading;
import dev.headroom.predict.GoSample;
import dev.headroom.predict.Sample;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GoSamplesTest {

    @Test
    @DisplayName("client_golang's default names; 2^63-1 is no memory limit, the live heap is not told")
    void clientGolang() {
        assertThat(sample(MetricsPages.CLIENT_GOLANG))
                .isEqualTo(new GoSample(
                        7, 191_000_000, 0, 120_000_000, 5e9, 42, 100, 0, 202_000_000, 4_000_000, 193_000_000, 589_824));
    }

    @Test
    @DisplayName("the names of runtime/metrics; resident memory is not told")
    void runtimeMetrics() {
        assertThat(sample(MetricsPages.RUNTIME_METRICS))
                .isEqualTo(new GoSample(
                        7,
                        191_000_000,
                        95_000_000,
                        120_000_000,
                        5e9,
                        42,
                        100,
                        524_288_000,
                        202_000_000,
                        4_000_000,
                        0,
                        589_824));
    }

    @Test
    @DisplayName("with both collectors the live heap comes from the one and resident memory from the process")
    void both() {
        GoSample sample = sample(MetricsPages.CLIENT_GOLANG + MetricsPages.RUNTIME_METRICS);
        assertThat(sample.heapLiveBytes()).isEqualTo(95_000_000);
        assertThat(sample.residentBytes()).isEqualTo(193_000_000);
    }

    @Test
    @DisplayName("GOGC=off is exported as 2^64-1 and means off")
    void gogcOff() {
        String page = MetricsPages.CLIENT_GOLANG.replace(
                "go_gc_gogc_percent 100", "go_gc_gogc_percent 1.8446744073709552e+19");
        assertThat(sample(page).gogcPercent()).isEqualTo(-1);
    }

    @Test
    @DisplayName("without a name for GOGC it is unknown, not 0")
    void gogcUnknown() {
        assertThat(sample(MetricsPages.CLIENT_GOLANG.replace("go_gc_gogc", "go_other"))
                        .gogcPercent())
                .isNaN();
    }

    @ParameterizedTest(name = "without {0} there is none")
    @ValueSource(
            strings = {
                "go_memstats_next_gc_bytes",
                "go_memstats_heap_alloc_bytes",
                "go_memstats_alloc_bytes_total",
                "go_gc_duration_seconds_count",
                "go_memstats_sys_bytes",
                "go_memstats_heap_released_bytes"
            })
    void missing(String name) {
        assertThat(read(MetricsPages.CLIENT_GOLANG.replace(name + " ", "other ")))
                .isNull();
        assertThat(read(MetricsPages.CLIENT_GOLANG.replace(name + " ", name + " NaN ")))
                .isNull();
    }

    @ParameterizedTest(name = "a process cannot have {0}: it is unknown then")
    @ValueSource(
            strings = {
                "go_memstats_next_gc_bytes -1",
                "go_memstats_sys_bytes 1e+15",
                "go_memstats_heap_released_bytes 3e+08",
                "go_gc_duration_seconds_count -5"
            })
    void invalid(String line) {
        // Of several series the first counts.
        assertThat(read(line + "\n" + MetricsPages.CLIENT_GOLANG)).isNull();
    }

    private static GoSample sample(String page) {
        return Objects.requireNonNull(read(page));
    }

    private static @Nullable GoSample read(String page) {
        Reading reading = NameTable.ofProcesses().reading();
        PrometheusText text = new PrometheusText(reading);
        text.read(ByteBuffer.wrap(page.getBytes(StandardCharsets.UTF_8)));
        text.end();
        return GoSamples.of(reading.sample(7, Sample.Origin.SCRAPE));
    }
}
