package dev.headroom.extender.state;

import static dev.headroom.extender.state.Events.MIB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.headroom.predict.ContainerSpec;
import dev.headroom.predict.QosClass;
import dev.headroom.predict.Sample;
import dev.headroom.predict.Sample.Origin;
import dev.headroom.predict.Signal;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ContainerRecordTest {

    private final ContainerRecord app = new ContainerRecord("app", "u/app", ContainerSpec.UNKNOWN);

    @Test
    @DisplayName("what the program says is resident gives way to the working set after a minute of silence")
    void silent() {
        see(Origin.SCRAPE, 0, Signal.RESIDENT, 300 * MIB);
        see(Origin.KUBELET, 60_000, Signal.WORKING_SET, 320 * MIB);
        assertThat(app.presentBytes()).isEqualTo(300 * MIB);
        see(Origin.KUBELET, 60_001, Signal.WORKING_SET, 321 * MIB);
        assertThat(app.presentBytes()).isEqualTo(321 * MIB);
        see(Origin.SCRAPE, 61_000, Signal.RESIDENT, 305 * MIB);
        assertThat(app.presentBytes()).isEqualTo(305 * MIB);
    }

    @Test
    @DisplayName("a program that shows no resident memory has what its runtime holds: JVM 200 + 60 MiB, Go 90 - 20 MiB")
    void held() {
        app.see(at(Origin.SCRAPE, 0)
                .put(Signal.COMMITTED_HEAP, 200 * MIB)
                .put(Signal.OFF_HEAP, 60 * MIB)
                .build());
        assertThat(app.presentBytes()).isEqualTo(260 * MIB);
        app.see(at(Origin.PROMETHEUS, 1)
                .put(Signal.MAPPED, 90 * MIB)
                .put(Signal.HEAP_RELEASED, 20 * MIB)
                .build());
        assertThat(app.presentBytes()).isEqualTo(70 * MIB);
    }

    @Test
    @DisplayName("the program's word and the kernel's account are two sources: a scrape and Prometheus are one")
    void news() {
        see(Origin.SCRAPE, 5_000, Signal.RESIDENT, MIB);
        assertThat(app.isNews(at(Origin.PROMETHEUS, 5_000).build())).isFalse();
        assertThat(app.isNews(at(Origin.PROMETHEUS, 5_001).build())).isTrue();
        assertThat(app.isNews(at(Origin.KUBELET, 1_000).build())).isTrue();
    }

    @Test
    @DisplayName("CPU: 5 s in 10 s are 500 milli, then 1 s in 10 s: 500·2^(-10/60) + 100·(1 - 2^(-10/60)) = 456")
    void cpu() {
        said(0, 100);
        assertThat(app.milliCpu()).isNaN();
        said(10, 105);
        assertThat(app.milliCpu()).isCloseTo(500, within(0.1));
        said(20, 106);
        assertThat(app.milliCpu()).isCloseTo(456.4, within(0.1));
        // Begun anew: what it used before still counts.
        said(30, 1);
        assertThat(app.milliCpu()).isCloseTo(456.4, within(0.1));
    }

    @Test
    @DisplayName("CPU: of samples without a counter the time counts too: 5 s in 10 s are 500 milli")
    void cpuNotInEverySample() {
        said(0, 100);
        see(Origin.SCRAPE, 5_000, Signal.RESIDENT, MIB);
        said(10, 105);
        assertThat(app.milliCpu()).isCloseTo(500, within(0.1));
    }

    @Test
    @DisplayName(
            "a kernel's counter that ends gives way to the program's, though the kubelet goes on to say its memory")
    void kernelsCpuEnds() {
        accounted(0, 0);
        accounted(10, 2);
        see(Origin.KUBELET, 188_000, Signal.WORKING_SET, MIB);
        said(191, 900);
        said(251, 900);
        // 200 milli, then nothing used for one half-life
        assertThat(app.milliCpu()).isCloseTo(100, within(0.1));
    }

    @Test
    @DisplayName("the kernel's counter of CPU goes before the program's, which claims 90 CPUs, for three minutes")
    void kernelsCpu() {
        accounted(0, 0);
        said(1, 0);
        accounted(10, 2);
        said(11, 900);
        assertThat(app.milliCpu()).isCloseTo(200, within(0.1));
        said(189, 901);
        said(191, 902);
        assertThat(app.milliCpu()).isCloseTo(200, within(0.1));
        said(251, 902);
        // nothing used for one half-life
        assertThat(app.milliCpu()).isCloseTo(100, within(0.1));
    }

    @Test
    @DisplayName("more CPU than the container's limit of 2 is not believed")
    void cpuLimit() {
        app.spec = new ContainerSpec(0, 0, 0, 2_000, Double.NaN, ContainerSpec.NOT_SET, QosClass.BURSTABLE);
        said(0, 0);
        said(10, 1e12);
        assertThat(app.milliCpu()).isEqualTo(2_000);
    }

    private void said(long seconds, double cpuSeconds) {
        see(Origin.SCRAPE, 1_000 * seconds, Signal.PROCESS_CPU_SECONDS, cpuSeconds);
    }

    private void accounted(long seconds, double cpuSeconds) {
        see(Origin.KUBELET, 1_000 * seconds, Signal.CGROUP_CPU_SECONDS, cpuSeconds);
    }

    private void see(Origin origin, long millis, Signal signal, double value) {
        app.see(at(origin, millis).put(signal, value).build());
    }

    private static Sample.Builder at(Origin origin, long millis) {
        return Sample.at(MovableClock.START + millis, origin);
    }
}
