package dev.headroom.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.headroom.config.PrometheusSettings;
import dev.headroom.extender.backtest.Backtest;
import dev.headroom.extender.backtest.Result;
import dev.headroom.extender.backtest.Row;
import dev.headroom.extender.backtest.Window;
import dev.headroom.extender.forecast.PrometheusPast;
import dev.headroom.extender.telemetry.ContainerSample;
import dev.headroom.extender.telemetry.MonitoringListener;
import dev.headroom.extender.telemetry.NodePast;
import dev.headroom.extender.telemetry.NodeSample;
import dev.headroom.extender.telemetry.join.PodDirectory;
import dev.headroom.extender.telemetry.prometheus.PrometheusReader;
import dev.headroom.predict.Fleet;
import dev.headroom.predict.MemoryModel;
import dev.headroom.predict.Sample;
import dev.headroom.predict.Sample.Origin;
import dev.headroom.predict.Signal;
import dev.headroom.runtime.SystemClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real Prometheus that has four hours behind it: what of them reaches Headroom, and how. */
class PrometheusHistoryE2E {

    private static final long SCRAPE_MILLIS = 15_000;
    private static final long HOURS = 4;

    private final SystemClock clock = new SystemClock();
    private final List<ContainerSample> remembered = new ArrayList<>();
    private final List<NodePast> nodes = new ArrayList<>();

    @TempDir
    private Path folder;

    @Test
    void the_past_is_read_oldest_first_with_its_peaks_and_its_restart() throws Exception {
        long now = clock.millis() / SCRAPE_MILLIS * SCRAPE_MILLIS;
        long peakAt = now - 3 * 3_600_000 + SCRAPE_MILLIS;
        long restartAt = now - 2 * 3_600_000;
        PrometheusServer.backfill(folder, recorded(now, peakAt, restartAt));
        try (PrometheusServer server = PrometheusServer.start(folder, "scrape_configs: []\n");
                PrometheusReader reader = reader(server)) {
            reader.read();

            assertThat(reader.status().failure()).isNull();
            List<Sample> program = remembered.stream()
                    .map(ContainerSample::sample)
                    .filter(sample -> sample.origin() == Origin.PROMETHEUS)
                    .toList();
            // A sample a minute, from the fourth hour back to the last scrape.
            assertThat(program).hasSizeBetween(235, 241);
            assertThat(program).isSortedAccordingTo((a, b) -> Long.compare(a.atMillis(), b.atMillis()));
            assertThat(program.getFirst().get(Signal.HEAP_GOAL)).isEqualTo(1.5e8);
            // The peak of 15 s lies between two instants and is kept.
            assertThat(program.stream()
                            .mapToDouble(sample -> sample.get(Signal.RESIDENT))
                            .max())
                    .hasValue(9e8);
            Sample atPeak = program.stream()
                    .filter(sample -> sample.get(Signal.RESIDENT) == 9e8)
                    .findFirst()
                    .orElseThrow();
            assertThat(atPeak.atMillis() - peakAt).isBetween(0L, 60_000L);
            // The counter of allocations begins anew once.
            long falls = 0;
            for (int i = 1; i < program.size(); i++) {
                if (program.get(i).get(Signal.ALLOCATED) < program.get(i - 1).get(Signal.ALLOCATED)) {
                    falls++;
                    assertThat((double) program.get(i).atMillis()).isCloseTo(restartAt, within(60_000.0));
                }
            }
            assertThat(falls).isEqualTo(1);
            assertThat(remembered.stream()
                            .filter(said -> said.sample().origin() == Origin.KUBELET
                                    && said.pod().equals("cart-0")))
                    .hasSizeBetween(235, 241)
                    .allSatisfy(said ->
                            assertThat(said.sample().get(Signal.WORKING_SET)).isEqualTo(2e8));
            assertThat(nodes).singleElement().satisfies(past -> {
                assertThat(past.node()).isEqualTo("node-1");
                // One each 5 minutes of 4 hours; the node holds 5 GB, its two containers 400 MB.
                assertThat(past.points()).hasSizeBetween(47, 48).allSatisfy(point -> {
                    assertThat(point.workingSetBytes()).isEqualTo(5_000_000_000L);
                    assertThat(point.podsWorkingSetBytes()).isEqualTo(400_000_000L);
                });
            });
            assertThat(reader.status().history()).matches("7[0-9]{2} samples, one each 60 s; nodes: 1");
        }
    }

    @Test
    void a_window_of_the_past_is_judged() throws Exception {
        long now = clock.millis() / SCRAPE_MILLIS * SCRAPE_MILLIS;
        PrometheusServer.backfill(folder, recorded(now, now - 3_600_000, now - 2 * 3_600_000));
        try (PrometheusServer server = PrometheusServer.start(folder, "scrape_configs: []\n")) {
            Instant to = Instant.ofEpochMilli(now);
            Instant from = to.minus(Duration.ofHours(1));
            Backtest backtest = new Backtest(
                    new Fleet(MemoryModel::new),
                    List.of(Duration.ofSeconds(60)),
                    new Window(from.toEpochMilli(), to.toEpochMilli()));
            new PrometheusPast(server.url(), from, to, clock).run(backtest);

            Result result = backtest.result("past");
            assertThat(result.fromMillis()).isBetween(from.toEpochMilli(), from.toEpochMilli() + 120_000);
            assertThat(result.toMillis()).isBetween(to.toEpochMilli() - 240_000, to.toEpochMilli());
            // Two containers, of which nobody said whose replicas they are: each is a workload of its own.
            assertThat(result.total())
                    .singleElement()
                    .satisfies(all -> assertThat(all.containers()).isEqualTo(2));
            assertThat(result.rows()).extracting(Row::workload).containsExactly("shop/cart-0/main", "shop/cart-1/main");
        }
    }

    private PrometheusReader reader(PrometheusServer server) throws IOException {
        PrometheusSettings settings = PrometheusSettings.of(server.url())
                .withHistory(Duration.ofHours(HOURS), Duration.ofMinutes(1), Duration.ofMinutes(5));
        return new PrometheusReader(
                settings,
                PodDirectory.NOBODY_WATCHES,
                new MonitoringListener() {

                    @Override
                    public void measured(ContainerSample sample) {
                        assertThat(remembered).as("the past comes first").isNotEmpty();
                    }

                    @Override
                    public void measured(NodeSample sample) {}

                    @Override
                    public void remembered(ContainerSample sample) {
                        remembered.add(sample);
                    }

                    @Override
                    public void remembered(NodePast past) {
                        nodes.add(past);
                    }
                },
                clock,
                new SimpleMeterRegistry(),
                new SplittableRandom());
    }

    /** In OpenMetrics, which promtool turns into blocks. */
    private static String recorded(long now, long peakAt, long restartAt) {
        String labels = "{namespace=\"shop\",pod=\"cart-0\",container=\"main\",node=\"node-1\"} ";
        StringBuilder text = new StringBuilder();
        String[] names = {
            "process_resident_memory_bytes",
            "go_memstats_next_gc_bytes",
            "go_memstats_alloc_bytes",
            "container_memory_working_set_bytes"
        };
        for (String name : names) {
            boolean counter = name.equals("go_memstats_alloc_bytes");
            text.append("# TYPE ").append(name).append(counter ? " counter\n" : " gauge\n");
            for (long at = now - (HOURS + 1) * 3_600_000; at <= now; at += SCRAPE_MILLIS) {
                double value = switch (name) {
                    case "process_resident_memory_bytes" -> at == peakAt ? 9e8 : 1.6e8;
                    case "go_memstats_next_gc_bytes" -> 1.5e8;
                    case "go_memstats_alloc_bytes" -> (at - (at >= restartAt ? restartAt : now - 6 * 3_600_000)) * 1e3;
                    default -> 2e8;
                };
                line(text, name + (counter ? "_total" : "") + labels, value, at);
                if (name.startsWith("container")) {
                    line(text, name + labels.replace("cart-0", "cart-1"), value, at);
                    line(text, name + "{id=\"/\",node=\"node-1\"} ", 5e9, at);
                }
            }
        }
        return text.append("# EOF\n").toString();
    }

    private static void line(StringBuilder text, String series, double value, long at) {
        text.append(series).append(String.format(Locale.ROOT, "%s %d.%03d%n", value, at / 1000, at % 1000));
    }
}
