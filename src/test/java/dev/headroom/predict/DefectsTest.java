package dev.headroom.predict;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.headroom.api.Contribution.Quantity;
import dev.headroom.api.Contribution.Unit;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What fails today: one test per defect. */
class DefectsTest {

    private static final double MIB = 1 << 20;
    private static final long T0 = 1_700_000_000_000L;
    private static final long MINUTE = 60_000;
    private static final String W = "w";

    // 1. WorkloadHistory: a start is clamped to what the others held at their first look.
    @ParameterizedTest
    @ValueSource(ints = {2, 3, 5})
    void d01_replicas_that_start_together_teach_a_new_one_what_they_hold(int n) {
        Fleet fleet = grown(n);
        fleet.appeared("new", W, ContainerSpec.UNKNOWN, T0 + 1800_000);
        assertThat(p50(fleet, "new", T0 + 1801_000, MINUTE) / MIB).isCloseTo(200, within(16.0));
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 5})
    void d01b_and_placement_what_they_hold(int n) {
        Fleet fleet = grown(n);
        assertThat(requireNonNull(fleet.placement("r0", T0 + 1800_000)).meanBytes() / MIB)
                .isCloseTo(200, within(16.0));
        fleet.appeared("new", W, ContainerSpec.UNKNOWN, T0 + 1800_000);
        assertThat(requireNonNull(fleet.placement("new", T0 + 1801_000)).meanBytes() / MIB)
                .isCloseTo(200, within(16.0));
    }

    @Test
    void d01c_one_after_another_the_start_stays_a_start() {
        Fleet fleet = new Fleet(MemoryModel::new);
        for (int r = 0; r < 3; r++) {
            live(fleet, "r" + r, T0 + r * 3600_000L, 1800);
            fleet.gone("r" + r);
        }
        fleet.appeared("new", W, ContainerSpec.UNKNOWN, T0 + 4 * 3600_000L);
        assertThat(p50(fleet, "new", T0 + 4 * 3600_000L + 1000, 10_000) / MIB).isCloseTo(49, within(5.0));
    }

    // 2. Growth of a workload is never learnt: dead replicas outvote the living.
    @Test
    void d02_a_new_version_twice_as_large_is_known_after_a_day() {
        WorkloadHistory h = new WorkloadHistory();
        for (int w = 0; w < 576; w++) {
            for (int r = 0; r < 3; r++) {
                h.peak((w < 288 ? "v1-" : "v2-") + r, T0 + w * 300_000L, (w < 288 ? 100 : 200) * MIB);
            }
        }
        assertThat(h.quantile(0.9) / MIB).isCloseTo(200, within(10.0));
    }

    // 3. A liar that speaks first.
    @ParameterizedTest
    @ValueSource(ints = {3, 5, 8})
    void d03_a_liar_that_speaks_first_moves_no_quantile_by_more_than_10_percent(int n) {
        WorkloadHistory h = new WorkloadHistory();
        for (int w = 0; w < 24; w++) {
            for (int r = 0; r < n; r++) {
                h.peak("r" + r, T0 + w * 300_000L, (r == 0 ? 1000 : 100) * MIB);
            }
        }
        assertThat(h.quantile(0.9) / MIB).isLessThan(113);
    }

    @Test
    void d03b_nor_among_three_the_placement_of_its_siblings() {
        Fleet fleet = new Fleet(MemoryModel::new);
        for (int s = 5; s <= 900; s += 5) {
            for (int r = 0; r < 3; r++) {
                fleet.appeared("r" + r, W, ContainerSpec.UNKNOWN, T0);
                fleet.observe("r" + r, resident(T0 + s * 1000L, r == 2 ? 1000 : 100));
            }
        }
        assertThat(requireNonNull(fleet.placement("r0", T0 + 900_000)).meanBytes() / MIB)
                .isLessThan(113);
    }

    // 4. A claim carries a forecast over the limit.
    @ParameterizedTest
    @CsvSource({"128, true", "256, true", "512, true", "1024, true", "128, false", "512, false"})
    void d04_a_claim_of_ten_times_stays_within_the_limit(double limit, boolean kernel) {
        GoProgram program = GoProgram.allocating(40, age -> 45).containerLimit(limit);
        MemoryModel model = new MemoryModel(program.spec());
        double most = 0;
        for (int s = 5; s <= 300; s += 5) {
            program.runUntil(s);
            if (kernel) {
                model.observe(program.account().build());
            }
            model.observe(
                    program.says().put(Signal.RESIDENT, program.resident() * 10).build());
            most = Math.max(most, model.forecast(program.nowMillis(), MINUTE).p99Bytes() / MIB);
        }
        assertThat(most).isLessThan(limit + 8.6);
    }

    @Test
    void d04b_nor_that_of_a_young_replica_with_siblings() {
        Fleet fleet = new Fleet(MemoryModel::new);
        ContainerSpec spec = ContainerSpec.UNKNOWN.withLimit(256 << 20);
        fleet.appeared("r0", W, spec, T0);
        for (int s = 5; s <= 600; s += 5) {
            fleet.observe("r0", resident(T0 + s * 1000L, 100));
        }
        fleet.appeared("liar", W, spec, T0 + 600_000);
        for (int s = 605; s <= 630; s += 5) {
            fleet.observe("liar", account(T0 + s * 1000L, 92, 95).build());
            fleet.observe("liar", resident(T0 + s * 1000L, 1000));
        }
        assertThat(p50(fleet, "liar", T0 + 630_000, MINUTE) / MIB).isLessThan(265);
    }

    // 5. The kernel's floor lapses between two accounts of Prometheus.
    @Test
    void d05_a_claim_of_a_tenth_stays_above_the_floor_with_accounts_every_30_s() {
        MemoryModel model = new MemoryModel(ContainerSpec.UNKNOWN.withLimit(512 << 20));
        double least = 1e9;
        for (int s = 30; s <= 300; s += 5) {
            if (s % 30 == 0) {
                model.observe(account(T0 + s * 1000L, 200, 205).build());
            }
            model.observe(resident(T0 + s * 1000L, 20));
            least = Math.min(least, model.forecast(T0 + s * 1000L, MINUTE).p50Bytes() / MIB);
        }
        assertThat(least).isGreaterThanOrEqualTo(200);
    }

    // 6. The alarm of a failed scrape is taken back by the kernel's account.
    @Test
    void d06_a_program_that_stands_still_near_its_limit_stays_an_alarm() {
        GoProgram program = GoProgram.allocating(40, age -> 230).containerLimit(512);
        MemoryModel model = new MemoryModel(program.spec());
        for (int s = 5; s <= 300; s += 5) {
            program.runUntil(s);
            model.observe(program.says().build());
            model.observe(program.account().build());
        }
        double least = 1;
        for (int s = 305; s <= 360; s += 5) {
            program.runUntil(s);
            model.observe(program.account().build());
            model.missed(program.nowMillis());
            least = Math.min(least, model.forecast(program.nowMillis(), MINUTE).limitOomProbability());
        }
        assertThat(least).isGreaterThanOrEqualTo(0.5);
    }

    // 7. GOGC=off as Go exports it.
    @Test
    void d07_gogc_off_as_go_exports_it_is_off() {
        Sample sample = Sample.at(1, Sample.Origin.SCRAPE)
                .put(Signal.GOGC, 1.8446744073709552e19)
                .put(Signal.HEAP_GOAL, 176 * MIB)
                .put(Signal.HEAP_LIVE, 60 * MIB)
                .put(Signal.HEAP_OBJECTS, 100 * MIB)
                .put(Signal.MEMORY_LIMIT, 190 * MIB)
                .put(Signal.MAPPED, 185 * MIB)
                .build();
        HeapView heap = HeapView.of(sample, ContainerSpec.UNKNOWN, Double.NaN);
        assertThat(heap.goalAt(60 * MIB) / MIB).isGreaterThan(90);
        assertThat(sample.problems()).isEmpty();
    }

    // 8. NaN.
    @Test
    void d08_nothing_resident_is_no_nan() {
        MemoryModel model = new MemoryModel(ContainerSpec.UNKNOWN.withLimit(128 << 20));
        for (int s = 5; s <= 100; s += 5) {
            model.observe(resident(T0 + s * 1000L, 0));
        }
        assertThat(model.forecast(T0 + 100_000, MINUTE).limitOomProbability()).isBetween(0.0, 1.0);
    }

    @Test
    void d08b_a_counter_of_4e18_forecasts_no_more_than_64_tib() {
        MemoryModel model = new MemoryModel(ContainerSpec.UNKNOWN);
        for (int s = 5; s <= 200; s += 5) {
            model.observe(Sample.at(T0 + s * 1000L, Sample.Origin.SCRAPE)
                    .put(Signal.RESIDENT, 50 * MIB)
                    .put(Signal.HEAP_GOAL, 0x1p64)
                    .put(Signal.HEAP_OBJECTS, 40 * MIB)
                    .put(Signal.ALLOCATED, s < 100 ? s : 4e18)
                    .build());
        }
        assertThat(model.forecast(T0 + 200_000, MINUTE).p95Bytes()).isLessThanOrEqualTo(1L << 46);
    }

    @Test
    void d08c_a_finite_goal_is_believed_more_than_gogc_off() {
        MemoryModel model = new MemoryModel(ContainerSpec.UNKNOWN);
        for (int s = 5; s <= 100; s += 5) {
            model.observe(Sample.at(T0 + s * 1000L, Sample.Origin.SCRAPE)
                    .put(Signal.RESIDENT, 190 * MIB)
                    .put(Signal.HEAP_GOAL, 182 * MIB)
                    .put(Signal.HEAP_OBJECTS, 100 * MIB)
                    .put(Signal.GOGC, -1)
                    .put(Signal.ALLOCATED, s * 40 * MIB)
                    .build());
        }
        ContainerForecast forecast = model.forecast(T0 + 100_000, MINUTE);
        // the runtime's own goal is 182: whoever set GOGC off has not been followed yet
        assertThat(forecast.p50Bytes() / MIB).isLessThan(400);
    }

    // 9. File pages are learnt from two moments.
    @Test
    void d09_a_fall_of_resident_memory_moves_no_limit() {
        ResidentLevel level = new ResidentLevel();
        level.said(resident(T0, 400), Double.NaN);
        level.accounted(account(T0 + 4_000, 91.5, 93).build());
        System.out.println("d09 file pages after a fall of 300: " + level.filePages() / MIB);
        assertThat(level.filePages() / MIB).isCloseTo(8.5, within(1.0));
    }

    @Test
    void d09b_nor_steady_growth() {
        ResidentLevel level = new ResidentLevel();
        for (int s = 0; s <= 100; s += 5) {
            level.said(resident(T0 + s * 1000L, 100 + 2 * s), Double.NaN);
            level.accounted(account(T0 + s * 1000L + 4_000, 100 + 2 * (s + 4) - 8.5, 300)
                    .build());
        }
        System.out.println("d09b file pages at 2 MiB/s, account 4 s after: " + level.filePages() / MIB);
        assertThat(level.filePages() / MIB).isCloseTo(8.5, within(1.0));
    }

    // 10. Page cache goes into the history.
    @Test
    void d10_page_cache_is_not_need() {
        Fleet fleet = new Fleet(MemoryModel::new);
        fleet.appeared("a", W, ContainerSpec.UNKNOWN, T0);
        for (int s = 5; s <= 1200; s += 5) {
            fleet.observe("a", resident(T0 + s * 1000L, 100));
            fleet.observe(
                    "a",
                    account(T0 + s * 1000L, 92, 900)
                            .put(Signal.WORKING_SET, 800 * MIB)
                            .build());
        }
        assertThat(requireNonNull(fleet.placement("a", T0 + 1200_000)).meanBytes() / MIB)
                .isLessThan(115);
    }

    // 11. Bursts at random after a restart.
    @Test
    void d11_a_restart_makes_no_burst_likelier() {
        Bursts bursts = new Bursts();
        for (int s = 0; s <= 3600; s += 5) {
            boolean on = s >= 900 && s < 930 || s >= 2400 && s < 2430;
            bursts.see(T0 + s * 1000L, (on ? 200 : 100) * MIB, (on ? 200 : 100) * MIB);
        }
        double before = bursts.probability(T0 + 3600_000, MINUTE);
        bursts.restart();
        bursts.see(T0 + 3605_000, 100 * MIB, 100 * MIB);
        assertThat(bursts.probability(T0 + 3605_000, MINUTE)).isCloseTo(before, within(0.05));
    }

    // 12. LEAK of a cache that has filled up.
    @Test
    void d12_a_cache_that_filled_up_three_minutes_ago_does_not_leak() {
        GoProgram program =
                GoProgram.allocating(40, age -> Math.min(91, age / 2)).containerLimit(512);
        MemoryModel model = new MemoryModel(program.spec());
        int last = 0;
        for (int s = 5; s <= 3600; s += 5) {
            program.runUntil(s);
            model.observe(program.says().build());
            if (model.forecast(program.nowMillis(), MINUTE).flags().contains(Flag.LEAK)) {
                last = s;
            }
        }
        System.out.println("d12 LEAK until " + last);
        assertThat(last).isLessThan(360);
    }

    // 13. The reasons of a young replica.
    @Test
    void d13_the_reasons_of_a_young_replica_add_up() {
        Fleet fleet = new Fleet(MemoryModel::new);
        live(fleet, "old", T0, 600);
        fleet.appeared("new", W, ContainerSpec.UNKNOWN, T0 + 700_000);
        fleet.observe("new", resident(T0 + 760_000, 50));
        ContainerForecast forecast = requireNonNull(fleet.forecast("new", T0 + 760_000, MINUTE));
        double sum = forecast.why().stream()
                .filter(part -> part.unit() == Unit.BYTES)
                .mapToDouble(Quantity::value)
                .sum();
        assertThat(sum / MIB).isCloseTo(forecast.p50Bytes() / MIB, within(0.1));
    }

    // 14. A start in the future.
    @Test
    void d14_a_start_in_the_future_makes_nobody_young_for_ever() {
        Fleet fleet = new Fleet(MemoryModel::new);
        live(fleet, "old", T0, 600);
        fleet.appeared("x", W, ContainerSpec.UNKNOWN, T0 + 600_000);
        for (int s = 605; s <= 4200; s += 5) {
            fleet.observe(
                    "x",
                    Sample.at(T0 + s * 1000L, Sample.Origin.SCRAPE)
                            .put(Signal.RESIDENT, 50 * MIB)
                            .put(Signal.START_TIME_SECONDS, 1e15)
                            .build());
        }
        assertThat(p50(fleet, "x", T0 + 4200_000, MINUTE) / MIB).isCloseTo(50, within(3.0));
    }

    // 15. A replica that is never heard of.
    @Test
    void d15_a_replica_that_says_nothing_is_known_by_its_siblings_after_2_minutes_too() {
        Fleet fleet = new Fleet(MemoryModel::new);
        live(fleet, "old", T0, 600);
        fleet.appeared("mute", W, ContainerSpec.UNKNOWN, T0 + 600_000);
        assertThat(p50(fleet, "mute", T0 + 721_000, MINUTE) / MIB).isGreaterThan(100);
    }

    // 16. Long known programs are not young because they are new to us.
    @Test
    void d16_a_program_that_has_run_for_a_day_is_not_warming_up() {
        MemoryModel model = new MemoryModel(ContainerSpec.UNKNOWN);
        model.observe(Sample.at(T0, Sample.Origin.SCRAPE)
                .put(Signal.RESIDENT, 100 * MIB)
                .put(Signal.START_TIME_SECONDS, T0 / 1000.0 - 86_400)
                .build());
        assertThat(model.forecast(T0, MINUTE).flags()).doesNotContain(Flag.WARMING_UP);
    }

    // 18. Mapped files that outlive the limit.
    @Test
    void d18_mapped_files_above_the_limit_for_ten_minutes_are_no_kill() {
        MemoryModel model = new MemoryModel(ContainerSpec.UNKNOWN.withLimit(190 << 20));
        for (int s = 5; s <= 600; s += 5) {
            model.observe(resident(T0 + s * 1000L, 234));
        }
        ContainerForecast f = model.forecast(T0 + 600_000, MINUTE);
        System.out.println("d18 " + f.limitOomProbability() + " p50 " + f.p50Bytes() / MIB);
        assertThat(f.limitOomProbability()).isLessThan(0.5);
    }

    @Test
    void d18b_scrapes_every_15_s_and_accounts_9_s_later_agree() {
        MemoryModel model = new MemoryModel(ContainerSpec.UNKNOWN.withLimit(190 << 20));
        double least = 1e9;
        double oom = 0;
        for (int s = 15; s <= 300; s += 15) {
            model.observe(resident(T0 + s * 1000L, 234));
            model.observe(account(T0 + s * 1000L + 9000, 30, 185)
                    .put(Signal.CGROUP_MAX, 190 * MIB)
                    .build());
            ContainerForecast f = model.forecast(T0 + s * 1000L + 9000, MINUTE);
            oom = Math.max(oom, f.limitOomProbability());
            least = Math.min(least, f.p50Bytes() / MIB);
        }
        assertThat(List.of(oom < 0.5, least > 180)).containsExactly(true, true);
    }

    @Test
    void d19_clear_forgets_ages_too() {
        WorkloadHistory h = new WorkloadHistory();
        h.seen("a", 50, 100 * MIB, 15);
        h.clear();
        assertThat(h.highestAtAge(0, 1000)).isZero();
    }

    @Test
    void d20_nan_is_counted() {
        assertThat(Sample.at(1, Sample.Origin.SCRAPE)
                        .put(Signal.RESIDENT, Double.NaN)
                        .build()
                        .problems())
                .isNotEmpty();
    }

    private static Fleet grown(int n) {
        Fleet fleet = new Fleet(MemoryModel::new);
        for (int s = 5; s <= 1800; s += 5) {
            for (int r = 0; r < n; r++) {
                fleet.appeared("r" + r, W, ContainerSpec.UNKNOWN, T0);
                fleet.observe(
                        "r" + r,
                        Sample.at(T0 + s * 1000L, Sample.Origin.SCRAPE)
                                .put(Signal.RESIDENT, Math.min(200, 20 + s * 3) * MIB)
                                .put(Signal.START_TIME_SECONDS, T0 / 1000.0)
                                .build());
            }
        }
        return fleet;
    }

    private static void live(Fleet fleet, String key, long born, int seconds) {
        fleet.appeared(key, W, ContainerSpec.UNKNOWN, born);
        for (int s = 5; s <= seconds; s += 5) {
            fleet.observe(
                    key,
                    Sample.at(born + s * 1000L, Sample.Origin.SCRAPE)
                            .put(Signal.RESIDENT, Math.min(200, 20 + s * 3) * MIB)
                            .put(Signal.START_TIME_SECONDS, born / 1000.0)
                            .build());
        }
    }

    private static double p50(Fleet fleet, String key, long now, long horizon) {
        return requireNonNull(fleet.forecast(key, now, horizon)).p50Bytes();
    }

    private static Sample resident(long at, double mib) {
        return Sample.at(at, Sample.Origin.SCRAPE)
                .put(Signal.RESIDENT, mib * MIB)
                .build();
    }

    private static Sample.Builder account(long at, double anon, double usage) {
        return Sample.at(at, Sample.Origin.KUBELET)
                .put(Signal.ANON, anon * MIB)
                .put(Signal.USAGE, usage * MIB)
                .put(Signal.WORKING_SET, usage * MIB);
    }
}
