package dev.headroom.extender.telemetry.kubelet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.extender.telemetry.InputHealth;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class KubeletHealthTest {

    private static final long NOW = 1_000_000;

    @Test
    @DisplayName("nodes that answered are matched, and the last failure names the node")
    void health() {
        KubeletStatus status = new KubeletStatus(3, 2, "vm0: answered with status 403", 999_000);
        assertThat(KubeletHealth.of(status, 10_000, NOW))
                .isEqualTo(new InputHealth(
                        "kubelets",
                        3,
                        2,
                        990_000,
                        10_000,
                        new InputHealth.Failure(999_000, "the kubelet of vm0", "answered with status 403")));
    }

    @Test
    @DisplayName("none that answers is none that measured")
    void none() {
        assertThat(KubeletHealth.of(new KubeletStatus(3, 0, "", 0), 10_000, NOW))
                .isEqualTo(new InputHealth("kubelets", 3, 0, 0, 10_000, null));
    }
}
