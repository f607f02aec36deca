package dev.headroom.extender.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.extender.state.StateEvent;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SimulatedClusterTest {

    private static final Instant START = Instant.ofEpochSecond(1_800_000_000);

    private final TellingNobody headroom = new TellingNobody();
    private final SimulatedClock clock = new SimulatedClock(START);

    @Test
    void headroom_is_told_what_informers_would_tell() {
        run(cluster(5), 60);

        Map<String, String> nodeOf = new HashMap<>();
        Set<String> living = new HashSet<>();
        boolean synced = false;
        for (StateEvent event : headroom.told()) {
            switch (event) {
                case StateEvent.NodeApplied node -> assertThat(synced).isFalse();
                case StateEvent.Synced told -> synced = true;
                case StateEvent.PodApplied pod -> {
                    if (pod.nodeName() == null) {
                        assertThat(living.add(pod.pod().uid())).isTrue();
                    } else {
                        assertThat(living).contains(pod.pod().uid());
                        assertThat(nodeOf.put(pod.pod().uid(), pod.nodeName())).isNull();
                    }
                }
                case StateEvent.PodDeleted pod ->
                    assertThat(living.remove(pod.uid())).isTrue();
                case StateEvent.ContainerSampled sampled -> assertThat(nodeOf).containsKey(sampled.podUid());
                case StateEvent.TelemetryExpected expected ->
                    assertThat(expected.intervalMillis()).isEqualTo(5_000);
                case StateEvent.NodeDeleted node -> throw new AssertionError(node);
                case StateEvent.NodeMeasured measured -> throw new AssertionError(measured);
                case StateEvent.NodeHistory history -> throw new AssertionError(history);
                case StateEvent.Sampled sampled -> throw new AssertionError(sampled);
                case StateEvent.ScrapeMissed missed -> throw new AssertionError(missed);
                case StateEvent.ContainerRemembered past -> throw new AssertionError(past);
            }
        }
        assertThat(synced).isTrue();
        assertThat(nodeOf.values()).contains("node-01", "node-05");
    }

    @Test
    void a_pod_is_scraped_every_5_simulated_seconds() {
        run(cluster(3), 60);

        Map<String, Long> last = new HashMap<>();
        int onTime = 0;
        for (StateEvent event : headroom.told()) {
            if (event instanceof StateEvent.ContainerSampled sampled) {
                long at = sampled.sample().atMillis();
                Long before = last.put(sampled.podUid(), at);
                if (before != null) {
                    long gap = at - before;
                    // A process that was killed misses its turns until it restarts.
                    assertThat(gap % 5_000).isZero();
                    onTime += gap == 5_000 ? 1 : 0;
                }
            }
        }
        assertThat(onTime).isGreaterThan(50);
    }

    @Test
    void simulated_time_is_one_second_a_step_from_the_start() {
        run(cluster(1), 3);

        // steps at 0, 1 and 2 s
        assertThat(clock.instant()).isEqualTo(START.plusSeconds(2));
    }

    @Test
    void without_an_extender_that_prefers_anything_both_sides_get_the_same_pods() {
        SimulatedCluster cluster = cluster(5);
        run(cluster, 120);

        int ours = cluster.withHeadroom().world().boundPods()
                + cluster.withHeadroom().waiting();
        int other = cluster.requestsOnly().world().boundPods()
                + cluster.requestsOnly().waiting();
        assertThat(ours).isEqualTo(other).isPositive();
    }

    @Test
    void a_run_without_end_ends_when_it_is_stopped() throws InterruptedException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DemoPrinter printer = new DemoPrinter(new PrintStream(bytes, true, StandardCharsets.UTF_8), false);
        // Stopped before it begins to wait for its second step, which is due in 10 s of real time.
        try (StopSignal signal = new StopSignal()) {
            SimulatedCluster cluster = cluster(1);
            DemoRun run = new DemoRun(cluster, headroom, new DemoOptions(1, 7, 0.1, null, 0), printer, () -> 0, signal);
            Thread thread = Thread.ofVirtual().start(() -> {
                try {
                    run.run();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
            signal.stop();
            assertThat(thread.join(Duration.ofSeconds(30))).isTrue();
        }
        List<String> lines = bytes.toString(StandardCharsets.UTF_8).lines().toList();
        assertThat(lines.getLast()).startsWith("Kills because a node was full: 0 with Headroom");
    }

    private SimulatedCluster cluster(int nodes) {
        return new SimulatedCluster(7, nodes, clock, headroom, Extender.NONE);
    }

    private static void run(SimulatedCluster cluster, int seconds) {
        for (int second = 0; second < seconds; second++) {
            cluster.next();
        }
    }
}
