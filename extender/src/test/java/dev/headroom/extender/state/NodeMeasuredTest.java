package dev.headroom.extender.state;

import static dev.headroom.extender.state.Events.MIB;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.api.NodeInfo;
import dev.headroom.api.Resources;
import dev.headroom.predict.Predictor;
import dev.headroom.predict.Sample;
import dev.headroom.predict.Signal;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** From the event to what a plugin sees. */
class NodeMeasuredTest {

    private final MovableClock clock = new MovableClock();
    private final ClusterState state =
            new ClusterState(new Predictor(), clock, new SimpleMeterRegistry(), Duration.ZERO);

    @AfterEach
    void close() {
        state.close();
    }

    @Test
    @DisplayName("measurements correct the node that they are of, and no other")
    void corrects() {
        offer("a", "b");
        for (int i = 0; i < 3; i++) {
            clock.advance(Duration.ofSeconds(30));
            state.offer(measured("a", clock.millis()));
            state.offer(measured("stranger", clock.millis()));
            state.flush().join();
        }
        assertThat(node("a").memory().isCorrected()).isTrue();
        assertThat(node("a").memory().availableBytes()).isEqualTo(8_850 * MIB);
        assertThat(node("a").memory().pressureSome()).isEqualTo(0.02);
        assertThat(node("a").memory().podsWorkingSetBytes()).isEqualTo(3_000 * MIB);
        assertThat(node("a").allocatable().memoryBytes()).isEqualTo(9_000 * MIB);
        assertThat(node("b").memory().isCorrected()).isFalse();
        assertThat(node("b").memory().availableBytes()).isEqualTo(9_000 * MIB);
    }

    @Test
    @DisplayName("history gives a started process the correction that the running one has")
    void history() {
        offer("running", "started");
        List<StateEvent.NodeMeasured> history = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            clock.advance(Duration.ofSeconds(30));
            state.offer(measured("running", clock.millis()));
            state.flush().join();
            history.add(measured("started", clock.millis()));
        }
        state.offer(new StateEvent.NodeHistory("started", history));
        state.flush().join();
        assertThat(node("started").memory()).isEqualTo(node("running").memory());
        assertThat(node("started").memory().isCorrected()).isTrue();
    }

    @Test
    @DisplayName("after five minutes without a measurement the pressure is unknown again")
    void forgets() {
        offer("a");
        clock.advance(Duration.ofSeconds(30));
        state.offer(measured("a", clock.millis()));
        state.flush().join();
        assertThat(node("a").memory().pressureSome()).isEqualTo(0.02);
        clock.advance(Duration.ofMinutes(5));
        state.flush().join();
        assertThat(node("a").memory().pressureSome()).isNaN();
    }

    @Test
    @DisplayName("predicted CPU of the pods adds up; of a pod without a prediction its request counts")
    void cpu() {
        offer("a");
        state.offer(Events.pod("1", "a"));
        state.offer(Events.pod("2", "a"));
        for (int i = 0; i < 2; i++) {
            state.offer(busy(MovableClock.START + 10_000L * i, 3.5 * i));
            state.flush().join();
        }
        // 3.5 s in 10 s, and a request of 100
        assertThat(node("a").neededMilliCpu()).isEqualTo(350 + 100);
        assertThat(node("a").load().gcMilliCpu()).isBetween(20L, 80L);
        assertThat(node("a").load().unknownCpu()).isEqualTo(1);
    }

    /** A heap of 100 MiB live that is collected once a second, for a seventh of the CPU. */
    private static StateEvent busy(long atMillis, double cpuSeconds) {
        return new StateEvent.ContainerSampled(
                "1",
                "",
                Sample.at(atMillis, Sample.Origin.SCRAPE)
                        .put(Signal.HEAP_GOAL, 200 * MIB)
                        .put(Signal.HEAP_LIVE, 100 * MIB)
                        .put(Signal.HEAP_OBJECTS, 150 * MIB)
                        .put(Signal.ALLOCATED, 1_000 * MIB * (cpuSeconds / 3.5))
                        .put(Signal.GC_CYCLES, 10 * (cpuSeconds / 3.5))
                        .put(Signal.GC_CPU_SECONDS, cpuSeconds / 7)
                        .put(Signal.BUSY_CPU_SECONDS, cpuSeconds)
                        .put(Signal.PROCESS_CPU_SECONDS, cpuSeconds)
                        .put(Signal.RESIDENT, 220 * MIB)
                        .build());
    }

    private void offer(String... names) {
        for (String name : names) {
            state.offer(new StateEvent.NodeApplied(name, new Resources(4000, 9_000 * MIB), 10_000 * MIB));
        }
        state.offer(new StateEvent.Synced());
        state.flush().join();
    }

    private static StateEvent.NodeMeasured measured(String node, long atMillis) {
        return new StateEvent.NodeMeasured(node, atMillis, 4_900 * MIB, 3_000 * MIB, 0.02);
    }

    private NodeInfo node(String name) {
        return Objects.requireNonNull(state.view().node(state.view().slotOf(name)));
    }
}
