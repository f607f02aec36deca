package dev.headroom.extender.timeline;

import static dev.headroom.extender.timeline.Measured.tell;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.api.MemoryForecast;
import dev.headroom.api.PodInfo;
import dev.headroom.api.PodMemorySpec;
import dev.headroom.api.Resources;
import dev.headroom.extender.state.ClusterState;
import dev.headroom.extender.state.StateEvent;
import dev.headroom.predict.Predictor;
import dev.headroom.predict.Sample;
import dev.headroom.predict.Signal;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class TimelinesTest {

    private static final long T = 1_700_000_000_000L;

    private final Timelines timelines = new Timelines();

    @Test
    @DisplayName("of a workload 10 are followed; one that is clearly nearer its limit takes the place of the last")
    void ofWorkload() {
        for (int i = 0; i < 12; i++) {
            tell(timelines, pod(i), T, 500 + i);
        }
        assertThat(names()).hasSize(10).contains("pod-0").doesNotContain("pod-10", "pod-11");

        // 5 % above 500 MiB is not clearly more, and a time line that was just begun stays.
        tell(timelines, pod(10), T + 200_000, 525);
        tell(timelines, pod(11), T + 100_000, 700);
        assertThat(names()).doesNotContain("pod-10", "pod-11");
        tell(timelines, pod(11), T + 200_000, 700);
        assertThat(names()).hasSize(10).contains("pod-11").doesNotContain("pod-0");
    }

    @Test
    @DisplayName("200 are followed in all, and one that was not measured for 5 minutes makes room for any")
    void inAll() {
        for (int i = 0; i < 250; i++) {
            tell(timelines, Measured.pod("pod-" + i, "shop/Deployment/w" + i), T, 500);
        }
        assertThat(names()).hasSize(200).contains("pod-199").doesNotContain("pod-200");
        tell(timelines, Measured.pod("pod-300", "shop/Deployment/w300"), T + 300_001, 10);
        assertThat(names()).hasSize(200).contains("pod-300").doesNotContain("pod-0");
    }

    @Test
    @DisplayName("a pod that is gone has no time line")
    void gone() {
        PodInfo pod = pod(1);
        tell(timelines, pod, T, 500);
        assertThat(timelines.drawn(pod.uid(), "app")).isNotNull();
        assertThat(timelines.drawn(pod.uid(), "other")).isNull();
        timelines.gone(pod.uid());
        assertThat(timelines.followed()).isEmpty();
        assertThat(timelines.drawn(pod.uid(), "app")).isNull();
    }

    @Test
    @DisplayName(
            "told by a state it has the forecasts of the state's own models, with their reasons, until the pod goes")
    void ofState() {
        try (ClusterState state = new ClusterState(
                new Predictor(), () -> Instant.ofEpochMilli(T), new SimpleMeterRegistry(), Duration.ZERO)) {
            state.addListener(timelines);
            state.offer(new StateEvent.NodeApplied("n", new Resources(4_000, 8L << 30)));
            PodInfo pod = new PodInfo(
                    "u",
                    "shop",
                    "api-1",
                    "headroom",
                    "shop/Deployment/api",
                    0,
                    new Resources(100, 1 << 20),
                    new PodMemorySpec(1L << 30, 0, 0, 0),
                    MemoryForecast.UNKNOWN);
            state.offer(new StateEvent.PodApplied(pod, "n", false, T));
            for (int i = 0; i < 40; i++) {
                state.offer(new StateEvent.ContainerSampled(
                        "u",
                        "",
                        Sample.at(T + 5_000L * i, Sample.Origin.SCRAPE)
                                .put(Signal.RESIDENT, 300 << 20)
                                .build()));
                // Of samples that wait only the newest counts.
                state.flush().join();
            }
            Followed followed = timelines.followed().getFirst();
            assertThat(followed.node()).isEqualTo("n");
            assertThat(followed.value(Line.MAX)).isEqualTo(1L << 30);
            assertThat(Objects.requireNonNull(followed.forecast())
                            .why()
                            .getFirst()
                            .name())
                    .as("what stands in for a program's word is looked for by this name")
                    .isEqualTo("resident now");
            // Steady: a median that is some per cent off would be wrong.
            assertThat(followed.score().forecasts()).isGreaterThan(10);
            assertThat(followed.score().error()).isLessThan(0.02);
            assertThat(Objects.requireNonNull(timelines.drawn("u", "")).atMillis())
                    .hasSize(40);

            state.offer(new StateEvent.PodDeleted("u"));
            state.flush().join();
            assertThat(timelines.followed()).isEmpty();
        }
    }

    private List<String> names() {
        return timelines.followed().stream().map(one -> one.pod().name()).toList();
    }

    private static PodInfo pod(int number) {
        return Measured.pod("pod-" + number, "shop/Deployment/api");
    }
}
