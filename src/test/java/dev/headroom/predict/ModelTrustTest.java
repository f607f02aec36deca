package dev.headroom.predict;

import static dev.headroom.predict.Looks.MIB;
import static dev.headroom.predict.Looks.account;
import static dev.headroom.predict.Looks.resident;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a program, its kernel and their clocks may say that is wrong, late or odd, and what is made of it. */
class ModelTrustTest {

    private static final long T0 = 1_700_000_000_000L;
    private static final long MINUTE = 60_000;

    /** A claim carries a forecast over the limit. */
    @ParameterizedTest
    @CsvSource({"128, true", "256, true", "512, true", "1024, true", "128, false", "512, false"})
    void a_claim_of_ten_times_stays_within_the_limit(double limit, boolean kernel) {
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

    /** The kernel's floor lapses between two accounts of Prometheus. */
    @Test
    void a_claim_of_a_tenth_stays_above_the_floor_with_accounts_every_30_s() {
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

    /** The alarm of a failed scrape is taken back by the kernel's account. */
    @Test
    void a_program_that_stands_still_near_its_limit_stays_an_alarm() {
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

    /** GOGC=off as Go exports it. */
    @Test
    void gogc_off_as_go_exports_it_is_off() {
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

    /** NaN. */
    @Test
    void nothing_resident_is_no_nan() {
        MemoryModel model = new MemoryModel(ContainerSpec.UNKNOWN.withLimit(128 << 20));
        for (int s = 5; s <= 100; s += 5) {
            model.observe(resident(T0 + s * 1000L, 0));
        }
        assertThat(model.forecast(T0 + 100_000, MINUTE).limitOomProbability()).isBetween(0.0, 1.0);
    }

    @Test
    void a_counter_of_4e18_forecasts_no_more_than_64_tib() {
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
    void a_finite_goal_is_believed_more_than_gogc_off() {
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

    /** File pages are learnt from two moments. */
    @Test
    void a_fall_of_resident_memory_moves_no_limit() {
        ResidentLevel level = new ResidentLevel();
        level.said(resident(T0, 400), Double.NaN);
        level.accounted(account(T0 + 4_000, 91.5, 93).build());
        assertThat(level.filePages() / MIB).isCloseTo(8.5, within(1.0));
    }

    @Test
    void steady_growth_moves_no_limit() {
        ResidentLevel level = new ResidentLevel();
        for (int s = 0; s <= 100; s += 5) {
            level.said(resident(T0 + s * 1000L, 100 + 2 * s), Double.NaN);
            level.accounted(account(T0 + s * 1000L + 4_000, 100 + 2 * (s + 4) - 8.5, 300)
                    .build());
        }
        assertThat(level.filePages() / MIB).isCloseTo(8.5, within(1.0));
    }

    /** Bursts at random after a restart. */
    @Test
    void a_restart_makes_no_burst_likelier() {
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

    /** LEAK of a cache that has filled up. */
    @Test
    void a_cache_that_filled_up_four_minutes_ago_does_not_leak() {
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
        // it was full after 182 s
        assertThat(last).isLessThan(400);
    }

    /** Long known programs are not young because they are new to us. */
    @Test
    void a_program_that_has_run_for_a_day_is_not_warming_up() {
        MemoryModel model = new MemoryModel(ContainerSpec.UNKNOWN);
        model.observe(Sample.at(T0, Sample.Origin.SCRAPE)
                .put(Signal.RESIDENT, 100 * MIB)
                .put(Signal.START_TIME_SECONDS, T0 / 1000.0 - 86_400)
                .build());
        assertThat(model.forecast(T0, MINUTE).flags()).doesNotContain(Flag.WARMING_UP);
    }

    /** Mapped files that outlive the limit. */
    @Test
    void mapped_files_above_the_limit_for_ten_minutes_are_no_kill() {
        MemoryModel model = new MemoryModel(ContainerSpec.UNKNOWN.withLimit(190 << 20));
        for (int s = 5; s <= 600; s += 5) {
            model.observe(resident(T0 + s * 1000L, 234));
        }
        ContainerForecast f = model.forecast(T0 + 600_000, MINUTE);
        assertThat(f.limitOomProbability()).isLessThan(0.5);
    }

    @Test
    void scrapes_every_15_s_and_accounts_9_s_later_agree() {
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

    /** A log writer: 8 MiB of page cache in 30 s, which the kernel counts into memory.peak. */
    @Test
    void page_cache_that_grows_is_no_burst() {
        MemoryModel model = new MemoryModel(ContainerSpec.UNKNOWN.withLimit(1 << 30));
        for (int s = 5; s <= 1800; s += 5) {
            if (s % 30 == 0) {
                double cache = 8 * s / 30.0;
                model.observe(account(T0 + s * 1000L, 92, 92 + cache)
                        .put(Signal.PEAK, (92 + cache) * MIB)
                        .build());
            }
            model.observe(resident(T0 + s * 1000L, 100));
        }
        ContainerForecast forecast = model.forecast(T0 + 1800_000, 300_000);
        assertThat(forecast.p50Bytes() / MIB).isCloseTo(100, within(5.0));
        assertThat(forecast.p95Bytes() / MIB).isLessThan(125);
        assertThat(forecast.limitOomProbability()).isLessThan(0.1);
    }

    @Test
    void what_is_reached_in_anonymous_memory_still_counts() {
        MemoryModel model = new MemoryModel(ContainerSpec.UNKNOWN.withLimit(1 << 30));
        for (int s = 30; s <= 300; s += 30) {
            double peak = s < 300 ? 95 : 400;
            model.observe(
                    account(T0 + s * 1000L, 92, 95).put(Signal.PEAK, peak * MIB).build());
        }
        assertThat(model.forecast(T0 + 300_000, MINUTE).p99Bytes() / MIB).isGreaterThan(150);
    }

    @Test
    void a_memory_backed_volume_is_needed_though_no_program_shows_it() {
        MemoryModel model = new MemoryModel(ContainerSpec.UNKNOWN.withLimit(5L << 30));
        for (int s = 5; s <= 300; s += 5) {
            model.observe(account(T0 + s * 1000L, 192, 4800)
                    .put(Signal.SHMEM, 4600 * MIB)
                    .build());
            model.observe(resident(T0 + s * 1000L, 200));
        }
        assertThat(model.forecast(T0 + 300_000, MINUTE).p50Bytes() / MIB).isGreaterThanOrEqualTo(4792);
    }

    /** A container that only the kubelet shows. */
    @Test
    void a_restart_that_only_the_kubelet_tells_is_one() {
        MemoryModel model = new MemoryModel(ContainerSpec.UNKNOWN.withLimit(1 << 30));
        for (int s = 10; s <= 640; s += 10) {
            boolean again = s > 600;
            model.observe(account(T0 + s * 1000L, again ? 50 : 100 + s, again ? 60 : 110 + s)
                    .put(Signal.START_TIME_SECONDS, T0 / 1000.0 + (again ? 601 : 0))
                    .build());
        }
        ContainerForecast forecast = model.forecast(T0 + 640_000, MINUTE);
        assertThat(forecast.flags()).contains(Flag.WARMING_UP);
        assertThat(forecast.limitOomProbability()).isLessThan(0.2);
    }
}
