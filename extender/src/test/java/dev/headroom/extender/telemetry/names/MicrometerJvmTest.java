package dev.headroom.extender.telemetry.names;

import static dev.headroom.predict.Signal.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.predict.Sample;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The JVM that runs this test, as Micrometer exposes it. */
class MicrometerJvmTest {

    @Test
    @DisplayName("a JVM's committed heap and what lies beside it are what the JVM itself says")
    void thisJvm() {
        ByteBuffer direct = ByteBuffer.allocateDirect(8 << 20);
        Sample sample;
        try (JvmGcMetrics gc = new JvmGcMetrics()) {
            PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
            new JvmMemoryMetrics().bindTo(registry);
            gc.bindTo(registry);
            new ProcessorMetrics().bindTo(registry);
            new UptimeMetrics().bindTo(registry);
            sample = read(registry.scrape());
        }
        var heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
        var nonHeap = ManagementFactory.getMemoryMXBean().getNonHeapMemoryUsage();
        long buffers = ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .mapToLong(BufferPoolMXBean::getMemoryUsed)
                .sum();
        assertThat(sample.get(COMMITTED_HEAP)).isEqualTo(heap.getCommitted());
        assertThat(sample.get(HEAP_OBJECTS)).isBetween(1.0, (double) heap.getCommitted());
        // The serial collector's pools share out the whole heap but one of the two survivor spaces.
        assertThat(sample.get(LARGEST_HEAP)).isBetween(0.8 * heap.getMax(), 1.0 * heap.getMax());
        assertThat(sample.get(OFF_HEAP))
                .isGreaterThanOrEqualTo(direct.capacity())
                .isBetween(0.9 * (nonHeap.getCommitted() + buffers), 1.0 * (nonHeap.getCommitted() + buffers));
        assertThat(sample.get(PROCESS_CPU_SECONDS)).isBetween(0.01, 100_000.0);
        assertThat(sample.get(START_TIME_SECONDS) * 1000)
                .isEqualTo(ManagementFactory.getRuntimeMXBean().getStartTime());
        assertThat(sample.get(ALLOCATED)).isGreaterThanOrEqualTo(0);
        assertThat(sample.has(RESIDENT)).isFalse();
        assertThat(sample.problems()).isEmpty();
    }

    @Test
    @DisplayName("pools are summed, one without a bound is left out, a live size of 0 was not measured yet")
    void pools() {
        Sample sample = read("""
                jvm_memory_committed_bytes{area="heap",id="G1 Eden Space"} 100
                jvm_memory_committed_bytes{area="heap",id="G1 Old Gen"} 200
                jvm_memory_committed_bytes{area="nonheap",id="Metaspace"} 30
                jvm_memory_committed_bytes{area="nonheap",id="CodeCache"} 10
                jvm_buffer_memory_used_bytes{id="direct"} 5
                jvm_buffer_memory_used_bytes{id="mapped"} 2
                jvm_memory_max_bytes{area="heap",id="G1 Eden Space"} -1
                jvm_memory_max_bytes{area="heap",id="G1 Old Gen"} 4096
                jvm_gc_live_data_size_bytes 0
                jvm_gc_pause_seconds_count{action="end of minor GC",cause="G1"} 3
                jvm_gc_pause_seconds_sum{action="end of minor GC",cause="G1"} 0.5
                jvm_gc_pause_seconds_count{action="end of major GC",cause="System"} 1
                jvm_gc_pause_seconds_sum{action="end of major GC",cause="System"} 0.25
                jvm_gc_pause_seconds_max{action="end of minor GC",cause="G1"} 0.2
                jvm_gc_pause_seconds_max{action="end of major GC",cause="System"} 0.25
                """);
        assertThat(sample.get(COMMITTED_HEAP)).isEqualTo(100 + 200);
        assertThat(sample.get(OFF_HEAP)).isEqualTo(30 + 10 + 5 + 2);
        assertThat(sample.get(LARGEST_HEAP)).isEqualTo(4096);
        assertThat(sample.has(HEAP_LIVE)).isFalse();
        assertThat(sample.get(GC_CYCLES)).isEqualTo(3 + 1);
        assertThat(sample.get(GC_PAUSE_SECONDS)).isEqualTo(0.5 + 0.25);
        assertThat(sample.get(GC_PAUSE_LONGEST_SECONDS)).isEqualTo(0.25);
    }

    private static Sample read(String text) {
        Reading reading = NameTable.ofProcesses().reading();
        Expositions.read(text, reading);
        return reading.sample(7, Sample.Origin.SCRAPE);
    }
}
