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

    @Test
    void the_past_told_by_the_minute_and_by_two_sources_counts_as_the_present_does() {
        // 4 windows of 5 minutes in which 800 MiB were there, told in 40 parts, and 6 windows of 200 MiB that are seen.
        long from = 300_000;
        for (long at = from; at < from + 4 * 300_000; at += 60_000) {
            fleet.remembered(WEB, "u/app", at, 800 * MIB);
            fleet.remembered(WEB, "u/app", at, 790 * MIB);
        }
        fleet.appeared("v/app", WEB, ContainerSpec.UNKNOWN, 3_000_000);
        fleet.gone("u/app");
        for (int i = 0; i <= 6; i++) {
            fleet.observe("v/app", resident(3_000_000 + 300_000L * i, 200));
        }
        // 6 of 10 are 200 MiB: so is the median. Counted by the part it were 800.
        assertThat(fleet.usualPeakBytes(WEB, 0.5) / MIB).isCloseTo(200, within(10.0));
        assertThat(fleet.usualPeakBytes(WEB, 0.7) / MIB).isCloseTo(800, within(40.0));
    }

    @Test
    void of_five_minutes_that_are_remembered_in_parts_the_highest_counts() {
        fleet.remembered(WEB, "u/app", 300_000, 100 * MIB);
        fleet.remembered(WEB, "u/app", 360_000, 300 * MIB);
        fleet.remembered(WEB, "u/app", 420_000, 200 * MIB);
        fleet.gone("u/app");
        assertThat(fleet.usualPeakBytes(WEB, 0.01) / MIB).isCloseTo(300, within(15.0));
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
