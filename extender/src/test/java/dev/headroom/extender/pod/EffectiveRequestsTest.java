package dev.headroom.extender.pod;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.api.Resources;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class EffectiveRequestsTest {

    private final EffectiveRequests pod = new EffectiveRequests();

    @Test
    @DisplayName("a pod without requests requests nothing")
    void nothing() {
        assertThat(pod.container(Resources.NONE).total()).isEqualTo(Resources.NONE);
    }

    @Test
    @DisplayName("containers add up: 100 + 200 m, 10 + 20 bytes")
    void containersAddUp() {
        assertThat(pod.container(of(100, 10)).container(of(200, 20)).total()).isEqualTo(of(300, 30));
    }

    @Test
    @DisplayName(
            "ordinary init containers run one after the other: each part is max(sum, largest): max(100, 300), max(50, 40)")
    void initContainersCountAsTheLargest() {
        pod.initContainer(of(300, 20), false).initContainer(of(200, 40), false);
        assertThat(pod.container(of(100, 50)).total()).isEqualTo(of(300, 50));
    }

    @Test
    @DisplayName("a sidecar runs beside the containers: 100 + 10, 50 + 5")
    void sidecarsAddUp() {
        pod.initContainer(of(10, 5), true);
        assertThat(pod.container(of(100, 50)).total()).isEqualTo(of(110, 55));
    }

    @Test
    @DisplayName(
            "an init container runs beside the sidecars before it only: max(100 + 10 + 20, 10 + 200) and not 10 + 20 + 200")
    void initContainerBesideEarlierSidecars() {
        pod.initContainer(of(10, 1), true).initContainer(of(200, 1), false).initContainer(of(20, 1), true);
        assertThat(pod.container(of(100, 1)).total()).isEqualTo(of(210, 3));
    }

    @Test
    @DisplayName("KEP-753's example: sidecars 1 and 2, init 5 between them, container 1: max(1 + 1 + 2, 1 + 5) = 6")
    void kep753() {
        pod.initContainer(of(1000, 0), true).initContainer(of(5000, 0), false).initContainer(of(2000, 0), true);
        assertThat(pod.container(of(1000, 0)).total()).isEqualTo(of(6000, 0));
    }

    @Test
    @DisplayName("a pod-level request replaces what the containers ask, for its resource only")
    void podLevelReplaces() {
        pod.container(of(100, 50)).initContainer(of(900, 900), false);
        assertThat(pod.podLevelMemoryBytes(70).total()).isEqualTo(of(900, 70));
        assertThat(pod.podLevelMilliCpu(0).total()).isEqualTo(of(0, 70));
    }

    @Test
    @DisplayName("overhead comes on top, of pod-level requests too: 70 + 7")
    void overheadOnTop() {
        pod.overhead(of(3, 7)).podLevelMemoryBytes(70);
        assertThat(pod.container(of(100, 50)).total()).isEqualTo(of(103, 77));
    }

    @Test
    @DisplayName("absurd requests stop at 8 PiB instead of wrapping around")
    void saturates() {
        Resources absurd = of(Long.MAX_VALUE, Long.MAX_VALUE);
        pod.container(absurd).container(absurd).initContainer(absurd, true).overhead(absurd);
        assertThat(pod.total()).isEqualTo(of(EffectiveRequests.LARGEST, EffectiveRequests.LARGEST));
    }

    @Test
    @DisplayName("a pod that is being resized counts with the larger of each part")
    void largestOfEachPart() {
        assertThat(EffectiveRequests.largest(of(1, 20), of(2, 10))).isEqualTo(of(2, 20));
    }

    private static Resources of(long milliCpu, long memory) {
        return new Resources(milliCpu, memory);
    }
}
