package dev.headroom.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** What a fleet knows of a workload beyond the life of its replicas. */
class UsualPeakTest {

    private static final String WEB = "ns/Deployment/web/app";
    private static final double MIB = 1 << 20;

    private final Fleet fleet = new Fleet(MemoryModel::new);

    @Test
    void a_replica_that_is_gone_leaves_its_peak_to_the_workload() {
        ran("u/app", WEB, 300);
        // bins of 5 %
        assertThat(fleet.usualPeakBytes(WEB, 0.9) / MIB).isCloseTo(300, within(15.0));
        assertThat(fleet.usualPeakBytes("ns/Deployment/other/app", 0.9)).isZero();
    }

    @Test
    void of_more_than_20_000_workloads_the_one_that_was_not_used_for_longest_is_forgotten() {
        ran("u0/app", "w0", 300);
        ran("u1/app", "w1", 300);
        for (int i = 2; i < 20_000; i++) {
            ran("u" + i + "/app", "w" + i, 300);
        }
        assertThat(fleet.usualPeakBytes("w0", 0.9)).isPositive();
        ran("one too many", "w20000", 300);
        assertThat(fleet.usualPeakBytes("w0", 0.9)).isPositive();
        assertThat(fleet.usualPeakBytes("w1", 0.9)).isZero();
    }

    @Test
    void what_a_living_replica_writes_is_not_forgotten_however_many_workloads_come_and_go() {
        fleet.appeared("u/app", WEB, ContainerSpec.UNKNOWN, 1_000);
        for (int i = 0; i <= 20_000; i++) {
            ran("u" + i + "/app", "w" + i, 300);
        }
        fleet.observe("u/app", resident(1_000, 500));
        // The window of 5 minutes ends.
        fleet.observe("u/app", resident(301_000, 500));
        assertThat(fleet.usualPeakBytes(WEB, 0.9) / MIB).isCloseTo(500, within(25.0));
    }

    private static Sample resident(long atMillis, long mib) {
        return Sample.at(atMillis, Sample.Origin.SCRAPE)
                .put(Signal.RESIDENT, mib * MIB)
                .build();
    }

    private void ran(String key, String workload, long residentMib) {
        fleet.appeared(key, workload, ContainerSpec.UNKNOWN, 1_000);
        fleet.observe(
                key,
                Sample.at(1_000, Sample.Origin.SCRAPE)
                        .put(Signal.RESIDENT, residentMib * MIB)
                        .build());
        fleet.gone(key);
    }
}
