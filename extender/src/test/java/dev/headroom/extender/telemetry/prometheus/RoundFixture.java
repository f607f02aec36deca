package dev.headroom.extender.telemetry.prometheus;

import dev.headroom.config.PrometheusSettings;
import dev.headroom.extender.telemetry.ContainerSample;
import dev.headroom.extender.telemetry.NodeSample;
import dev.headroom.extender.telemetry.join.PodBook;
import dev.headroom.extender.telemetry.join.PodDirectory;
import dev.headroom.extender.telemetry.join.PodRef;
import dev.headroom.predict.Sample;
import dev.headroom.predict.Signal;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rounds with a scripted server, and a clock that stands still until a test moves it. */
final class RoundFixture {

    static final String CART = "namespace=shop,pod=cart-0,container=main";
    static final String UID = "0d2f1c7e-8a44-4a0c-9d0e-2f3b5a6c7d8e";
    static final long START = 1_700_000_000_000L;

    final ScriptedServer server = new ScriptedServer();
    final List<ContainerSample> told = new ArrayList<>();
    final List<NodeSample> nodes = new ArrayList<>();
    final PodBook pods = new PodBook();
    final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    final StatusBoard board = new StatusBoard("http://prometheus");
    final Interview interview;
    final Round round;
    long now = START;

    /** How far the server's clock is ahead. */
    long serverAhead;

    RoundFixture() {
        this("");
    }

    RoundFixture(String settings) {
        this(Settings.read(settings), null);
        pods.podAppeared(new PodRef(UID, "shop", "cart-0", "n1", List.of("main"), START - 3_600_000), "10.0.0.1");
        pods.nodeAppeared("n1", "10.1.0.1", 0);
    }

    RoundFixture(PrometheusSettings settings, @Nullable PodDirectory directory) {
        PrometheusMeters meters = new PrometheusMeters(registry);
        interview = new Interview(settings, server, () -> Instant.ofEpochMilli(now), meters, board, () -> 0);
        round = new Round(
                settings,
                () -> Instant.ofEpochMilli(now),
                directory == null ? pods : directory,
                told::add,
                nodes::add,
                meters,
                board,
                interview);
    }

    /** The next round, so many seconds later; what the ones before told is forgotten. */
    void run(int secondsLater) {
        now += secondsLater * 1000L;
        server.clock(now + serverAhead);
        told.clear();
        nodes.clear();
        round.run();
    }

    /** The only sample of that origin. */
    Sample only(Sample.Origin origin) {
        List<Sample> samples = told.stream()
                .map(ContainerSample::sample)
                .filter(sample -> sample.origin() == origin)
                .toList();
        if (samples.size() != 1) {
            throw new AssertionError("expected one sample by " + origin + ", there are " + told);
        }
        return samples.getFirst();
    }

    int measurements(String side, String fate) {
        Counter counter = registry.find("headroom.prometheus.measurements")
                .tags("side", side, "fate", fate)
                .counter();
        return counter == null ? 0 : (int) counter.count();
    }

    /** A cart with a resident memory and an age. */
    void cart(double ageSeconds, String resident) {
        server.answers("program_age", CART + " " + ageSeconds);
        server.answers("program_values", "__name__=process_resident_memory_bytes," + CART + " " + resident);
    }

    static double resident(Sample sample) {
        return sample.get(Signal.RESIDENT);
    }
}
