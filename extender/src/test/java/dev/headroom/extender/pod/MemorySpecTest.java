package dev.headroom.extender.pod;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.api.MemoryForecast;
import dev.headroom.api.PodMemorySpec;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class MemorySpecTest {

    private final List<String> bad = new ArrayList<>();
    private final MemorySpec pod = new MemorySpec((field, problem) -> bad.add(field + ": " + problem));

    @Test
    @DisplayName("nothing set is the shared empty specification")
    void nothing() {
        assertThat(pod.container(0).build()).isSameAs(PodMemorySpec.NONE);
    }

    @Test
    @DisplayName("limits add up when every container has one: 10 + 20")
    void limitsAddUp() {
        assertThat(pod.container(10).container(20).build().limitBytes()).isEqualTo(30);
    }

    @Test
    @DisplayName("one container without a limit leaves the pod without one")
    void oneWithoutLimit() {
        assertThat(pod.container(10).container(0).build().limitBytes()).isZero();
    }

    @Test
    @DisplayName("a pod-level limit bounds the containers together: 25 of 10 + 20, and where they have none")
    void podLevelLimit() {
        assertThat(pod.container(10).container(20).podLevelLimit(25).build().limitBytes())
                .isEqualTo(25);
        assertThat(pod.container(0).build().limitBytes()).isEqualTo(25);
    }

    @Test
    @DisplayName("GOMEMLIMIT adds up over the containers that set it: 480 MiB + 20 MiB")
    void goMemLimit() {
        assertThat(pod.goMemLimit("480MiB").goMemLimit("20MiB").build().goMemLimitBytes())
                .isEqualTo(500L << 20);
    }

    @Test
    @DisplayName("annotations are Kubernetes quantities")
    void annotations() {
        PodMemorySpec spec = pod.plateau("300Mi").plateauSpread("0.5Gi").build();
        assertThat(spec).isEqualTo(new PodMemorySpec(0, 0, 300L << 20, 512L << 20));
        assertThat(bad).isEmpty();
    }

    @Test
    @DisplayName("a bad value counts as not set and is reported with its field, the value and what is allowed")
    void badValues() {
        PodMemorySpec spec =
                pod.plateau("lots").plateauSpread("-1").goMemLimit("480Mi").build();
        assertThat(spec).isEqualTo(PodMemorySpec.NONE);
        assertThat(bad).hasSize(3);
        assertThat(bad.get(0))
                .startsWith("headroom.dev/memory-plateau: \"lots\"")
                .contains("512Mi");
        assertThat(bad.get(1)).startsWith("headroom.dev/memory-plateau-spread: \"-1\"");
        assertThat(bad.get(2)).startsWith("GOMEMLIMIT: \"480Mi\"").contains("MiB");
    }

    @Test
    @DisplayName("absurd values stop at the largest forecast, 64 TiB")
    void saturates() {
        PodMemorySpec spec = pod.container(Long.MAX_VALUE)
                .container(Long.MAX_VALUE)
                .plateau("8Ei")
                .build();
        assertThat(spec).isEqualTo(new PodMemorySpec(MemoryForecast.MAX_BYTES, 0, MemoryForecast.MAX_BYTES, 0));
    }
}
