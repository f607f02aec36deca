package dev.headroom.extender.demo;

import static dev.headroom.extender.demo.Simulated.MIB;
import static dev.headroom.predict.Signal.CGROUP_HIGH;
import static dev.headroom.predict.Signal.CGROUP_MAX;
import static dev.headroom.predict.Signal.PRESSURE_FULL_SECONDS;
import static dev.headroom.predict.Signal.PRESSURE_SOME_SECONDS;
import static dev.headroom.predict.Signal.USAGE;
import static dev.headroom.predict.Signal.WORKING_SET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.headroom.predict.Sample;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SimulatedCgroupTest {

    /** memory.high is 200 + 0.9 · (1000 − 200) = 920 MiB. */
    private final SimulatedCgroup cgroup = new SimulatedCgroup(Simulated.workload("a", 200, 100, 1000, 0));

    @Test
    @DisplayName("bounds are those of the specification, memory.high that of MemoryQoS; page cache is in usage alone")
    void bounds() {
        // 60 s · 512 KiB/s = 30 MiB of page cache
        Sample sample = ran(500, 60);
        assertThat(sample.problems()).isEmpty();
        assertThat(sample.get(CGROUP_MAX)).isEqualTo(1000 * MIB);
        assertThat(sample.get(CGROUP_HIGH)).isEqualTo(920 * MIB);
        assertThat(sample.get(USAGE)).isEqualTo(530 * MIB);
        assertThat(sample.get(WORKING_SET)).isEqualTo(500 * MIB);
        assertThat(sample.get(PRESSURE_SOME_SECONDS)).isZero();
    }

    @Test
    @DisplayName("half way from memory.high to the limit some wait half of the time, all an eighth; the cache has gone")
    void pressure() {
        Sample sample = ran(960, 100);
        // 0.5 · 100 s and 0.5² · 0.5 · 100 s
        assertThat(sample.get(PRESSURE_SOME_SECONDS)).isCloseTo(50, within(1e-6));
        assertThat(sample.get(PRESSURE_FULL_SECONDS)).isCloseTo(12.5, within(1e-6));
        assertThat(sample.get(USAGE)).isEqualTo(1000 * MIB);
    }

    @Test
    @DisplayName("without a limit there is no bound and no waiting")
    void unlimited() {
        SimulatedCgroup free = new SimulatedCgroup(Simulated.workload("a", 200, 100));
        free.step(5000 * MIB, 10);
        Sample sample = free.sample(0, 5000 * MIB);
        assertThat(sample.get(CGROUP_MAX)).isZero();
        assertThat(sample.get(CGROUP_HIGH)).isZero();
        assertThat(sample.get(PRESSURE_SOME_SECONDS)).isZero();
    }

    private Sample ran(long residentMib, int seconds) {
        for (int i = 0; i < seconds; i++) {
            cgroup.step(residentMib * MIB, 1);
        }
        return cgroup.sample(1_000, residentMib * MIB);
    }
}
