package dev.headroom.extender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.headroom.api.ForecastSource;
import dev.headroom.api.MemoryForecast;
import dev.headroom.api.NodeInfo;
import dev.headroom.api.PodInfo;
import dev.headroom.api.PodMemorySpec;
import dev.headroom.api.Resources;
import dev.headroom.config.HeadroomConfiguration.Scrape;
import dev.headroom.extender.state.ClusterState;
import dev.headroom.extender.state.StateEvent;
import dev.headroom.extender.telemetry.ContainerSample;
import dev.headroom.extender.telemetry.DirectScrape;
import dev.headroom.extender.telemetry.ScrapeListener;
import dev.headroom.extender.telemetry.Target;
import dev.headroom.extender.telemetry.names.MicrometerJvm;
import dev.headroom.extender.telemetry.names.NameTable;
import dev.headroom.extender.telemetry.names.ProcessCollector;
import dev.headroom.predict.ContainerForecast;
import dev.headroom.predict.ContainerSpec;
import dev.headroom.predict.Fleet;
import dev.headroom.predict.MemoryModel;
import dev.headroom.predict.QosClass;
import dev.headroom.predict.Sample;
import dev.headroom.predict.Signal;
import dev.headroom.runtime.SystemClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Headroom as the first JVM that it forecasts: its own metrics, read over HTTP by its own scrape. */
class OwnJvmIT {

    private static final String UID = "headroom-itself";
    private static final long LIMIT = 64L << 30;

    private final SystemClock clock = new SystemClock();
    private final Queue<ContainerSample> samples = new ConcurrentLinkedQueue<>();
    private final Headroom headroom = Headroom.start(
            HeadroomIT.configuration(),
            new Surroundings(
                    clock, clock, ClusterState.DEFAULT_PUBLISH_INTERVAL, true, Surroundings.Feed.NONE, status -> {}));
    private final DirectScrape scrape = new DirectScrape(
            new Scrape(true, Duration.ofSeconds(1), Duration.ofSeconds(10), 1, 1, 1 << 20),
            NameTable.of(new MicrometerJvm(), new ProcessCollector()),
            headroom.state()::offer,
            new ScrapeListener() {

                @Override
                public void sampled(ContainerSample sample) {
                    samples.add(sample);
                }

                @Override
                public void missed(Target target, long atMillis) {}
            },
            clock,
            new SimpleMeterRegistry());

    @AfterEach
    void close() {
        scrape.close();
        headroom.close();
    }

    @Test
    void its_own_memory_is_read_through_the_dialect_of_the_jvm_and_forecast() {
        headroom.state().offer(new StateEvent.NodeApplied("n1", new Resources(4_000, LIMIT)));
        headroom.state().offer(new StateEvent.PodApplied(pod(), "n1", false, clock.millis()));
        headroom.state().offer(new StateEvent.Synced());
        scrape.start();
        scrape.appeared(new Target(UID, "http://127.0.0.1:" + headroom.opsPort() + "/metrics"));
        await().until(() -> samples.size() >= 2);

        Sample sample = samples.element().sample();
        assertThat(sample.get(Signal.COMMITTED_HEAP))
                .isBetween(1e6, (double) Runtime.getRuntime().maxMemory());
        assertThat(sample.get(Signal.HEAP_OBJECTS)).isBetween(1e6, sample.get(Signal.COMMITTED_HEAP));
        assertThat(sample.get(Signal.OFF_HEAP)).isGreaterThan(1e6);
        assertThat(sample.get(Signal.RESIDENT)).isBetween(2e7, (double) LIMIT);
        assertThat(sample.get(Signal.PROCESS_CPU_SECONDS)).isPositive();
        assertThat(sample.get(Signal.START_TIME_SECONDS)).isBetween(1.7e9, clock.millis() / 1000.0);
        assertThat(sample.problems()).isEmpty();

        ContainerForecast forecast = forecast();
        assertThat((double) forecast.p50Bytes()).isGreaterThanOrEqualTo(0.9 * sample.get(Signal.RESIDENT));
        assertThat(forecast.p95Bytes()).isBetween(forecast.p50Bytes(), LIMIT);
        assertThat(forecast.limitOomProbability()).isLessThan(0.5);

        await().until(() -> published().forecast().source() == ForecastSource.MEASURED);
        assertThat((double) published().forecast().meanBytes())
                .isGreaterThanOrEqualTo(0.9 * sample.get(Signal.RESIDENT));
    }

    @Test
    void resident_memory_is_unknown_where_nothing_tells_it(@TempDir Path folder) throws Exception {
        assertThat(JvmMeters.resident(Files.writeString(folder.resolve("status"), "Name:\tjava\nVmRSS:\t  2048 kB\n")))
                .isEqualTo(2048 * 1024);
        assertThat(JvmMeters.resident(Files.writeString(folder.resolve("none"), "Name:\tjava\n")))
                .isNaN();
        assertThat(JvmMeters.resident(Files.writeString(folder.resolve("odd"), "VmRSS: much\n")))
                .isNaN();
        SimpleMeterRegistry elsewhere = new SimpleMeterRegistry();
        try (JvmMeters meters = new JvmMeters(folder.resolve("absent"))) {
            meters.bindTo(elsewhere);
        }
        assertThat(elsewhere.find("process.resident.memory").gauge()).isNull();
        assertThat(elsewhere.find("jvm.memory.committed").gauges()).isNotEmpty();
    }

    private ContainerForecast forecast() {
        Fleet fleet = new Fleet(MemoryModel::new);
        ContainerSpec spec = new ContainerSpec(LIMIT, 0, 0, 0, Double.NaN, ContainerSpec.NOT_SET, QosClass.BURSTABLE);
        fleet.appeared("own", "", spec, clock.millis());
        samples.forEach(said -> fleet.observe("own", said.sample()));
        return Objects.requireNonNull(fleet.forecast("own", clock.millis(), 60_000));
    }

    private PodInfo published() {
        NodeInfo node = Objects.requireNonNull(
                headroom.state().view().node(headroom.state().view().slotOf("n1")));
        return node.pods().getFirst();
    }

    private static PodInfo pod() {
        return new PodInfo(
                UID,
                "kube-system",
                "headroom-0",
                "default-scheduler",
                "",
                0,
                new Resources(100, 256 << 20),
                new PodMemorySpec(LIMIT, 0, 0, 0),
                MemoryForecast.UNKNOWN);
    }
}
