package dev.headroom.bench.accuracy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CadvisorTest {

    private static final Run RUN = new Run("idle-7", Plans.of("idle", 7), 0, 0, null);

    @Test
    void hasTheKubeletsNamesLabelsAndTimeStamps() {
        Usage usage = new Usage(50_000_000, 60_000_000, 8_000_000, 30_000_000, 12_000_000, 4_000_000, 1.25, 0);
        String text = Cadvisor.exposition(List.of(new Cadvisor.Container(RUN, 1000.5, usage)), 1_000_123);
        String labels = "{container=\"app\",id=\"/kubepods/burstable/pod" + RUN.pod() + "/" + RUN.containerId()
                + "\",image=\"registry.example/lab/idle:1.7\",name=\"" + RUN.containerId()
                + "\",namespace=\"lab\",pod=\"" + RUN.pod() + "\"} ";
        assertThat(text.lines().filter(line -> !line.startsWith("#")))
                .containsExactly(
                        "container_cpu_usage_seconds_total" + labels + "1.25 1000123",
                        "container_memory_cache" + labels + "12000000 1000123",
                        "container_memory_mapped_file" + labels + "4000000 1000123",
                        "container_memory_max_usage_bytes" + labels + "60000000 1000123",
                        "container_memory_rss" + labels + "30000000 1000123",
                        "container_memory_usage_bytes" + labels + "50000000 1000123",
                        // 50,000,000 charged less 8,000,000 of page cache not used lately
                        "container_memory_working_set_bytes" + labels + "42000000 1000123",
                        "container_oom_events_total" + labels + "0 1000123",
                        "container_spec_memory_limit_bytes" + labels + "134217728",
                        "container_start_time_seconds" + labels + "1000.5");
    }

    @Test
    void aContainerIdHas64HexadecimalDigits() {
        assertThat(RUN.containerId()).matches("[0-9a-f]{64}");
    }
}
