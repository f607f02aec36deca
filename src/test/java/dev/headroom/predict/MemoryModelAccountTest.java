package dev.headroom.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What happens to a container while it is watched: it restarts, is resized, falls silent. Amounts are MiB. */
class MemoryModelAccountTest {

    private static final double MIB = 1 << 20;
    private static final long MINUTE = 60_000;

    @Test
    void nothing_is_foretold_of_what_nothing_is_known_of() {
        MemoryModel model = new MemoryModel(ContainerSpec.UNKNOWN);
        ContainerForecast forecast = model.forecast(1000, MINUTE);
        assertThat(forecast.confidence()).isZero();
        assertThat(forecast.p99Bytes()).isZero();
        assertThat(forecast.limitOomProbability()).isZero();
        assertThat(forecast.flags()).isEmpty();
        assertThat(model.plateauBytes()).isNaN();

        model.observe(
                Sample.at(1000, Sample.Origin.SCRAPE).put(Signal.GOROUTINES, 5).build());
        assertThat(model.forecast(1000, MINUTE).confidence()).isZero();
    }

    @Test
    void a_restart_forgets_trends_and_not_what_was_learnt() {
        GoProgram program = GoProgram.allocating(40, age -> 20 + age * 0.3);
        MemoryModel model = new MemoryModel(program.spec());
        play(program, model, 20);
        ContainerForecast firstTime = model.forecast(program.nowMillis(), MINUTE);
        play(program, model, 300);
        assertThat(model.forecast(program.nowMillis(), MINUTE).p50Bytes() / MIB).isGreaterThan(250);

        program.restart();
        play(program, model, 320);
        ContainerForecast again = model.forecast(program.nowMillis(), MINUTE);
        // 60 are there, of the 230 and their growth nothing is left
        assertThat(again.p99Bytes() / MIB).isLessThan(110);
        assertThat(again.flags()).contains(Flag.WARMING_UP).doesNotContain(Flag.LEAK);
        assertThat(again.confidence()).isLessThan(0.6);
        // but how far off forecasts are is known by now
        assertThat(again.p95Bytes() - again.p50Bytes()).isLessThan(firstTime.p95Bytes() - firstTime.p50Bytes());
    }

    @ParameterizedTest
    @EnumSource(names = {"START_TIME_SECONDS", "ALLOCATED", "PROCESS_CPU_SECONDS"})
    void each_of_three_signals_tells_a_restart(Signal signal) {
        MemoryModel model = new MemoryModel(ContainerSpec.UNKNOWN);
        for (int s = 0; s <= 300; s += 5) {
            double told = signal == Signal.START_TIME_SECONDS ? millis(-600) / 1000.0 : 1000 + s;
            model.observe(says(s, 100 + s).put(signal, told).build());
        }
        model.observe(says(305, 10)
                .put(signal, signal == Signal.START_TIME_SECONDS ? millis(302) / 1000.0 : 3)
                .build());
        ContainerForecast forecast = model.forecast(millis(305), MINUTE);
        assertThat(forecast.p50Bytes() / MIB).isCloseTo(10, within(1.0));
        assertThat(forecast.flags()).contains(Flag.WARMING_UP);
    }

    @Test
    void after_a_resize_in_place_the_kernels_limit_counts() {
        GoProgram program = GoProgram.allocating(40, age -> 230).containerLimit(512);
        MemoryModel model = new MemoryModel(program.spec());
        play(program, model, 200);
        // 480 of 512, and the 8.5 of file pages that are not charged
        assertThat(model.forecast(program.nowMillis(), MINUTE).p99Bytes() / MIB).isCloseTo(520.5, within(0.1));
        assertThat(model.forecast(program.nowMillis(), MINUTE).flags()).contains(Flag.MEMORY_PRESSURE);

        program.containerLimit(1024);
        play(program, model, 210);
        ContainerForecast raised = model.forecast(program.nowMillis(), MINUTE);
        assertThat(raised.limitOomProbability()).isLessThan(0.001);
        assertThat(raised.p99Bytes() / MIB).isGreaterThan(540);
        // 480 of 1024 are less than 70 %
        assertThat(raised.flags()).doesNotContain(Flag.MEMORY_PRESSURE);

        program.containerLimit(490);
        play(program, model, 220);
        ContainerForecast lowered = model.forecast(program.nowMillis(), MINUTE);
        assertThat(lowered.p99Bytes() / MIB).isCloseTo(498.5, within(0.1));
        assertThat(lowered.limitOomProbability()).isGreaterThan(0.05);
    }

    @Test
    void the_specifications_limit_counts_until_the_kernel_says_another() {
        GoProgram program = GoProgram.allocating(40, age -> 230);
        MemoryModel model = new MemoryModel(ContainerSpec.UNKNOWN);
        play(program, model, 60);
        model.respecified(ContainerSpec.UNKNOWN.withLimit((long) (500 * MIB)));
        assertThat(model.forecast(program.nowMillis(), MINUTE).p99Bytes() / MIB).isCloseTo(508.5, within(0.1));
        // A cgroup without a limit says 0 or 2⁶³ and takes nothing back.
        play(program, model, 65);
        assertThat(model.forecast(program.nowMillis(), MINUTE).p99Bytes() / MIB).isCloseTo(508.5, within(0.1));
    }

    @Test
    void stale_data_widen_the_band_and_lose_confidence() {
        GoProgram program = GoProgram.allocating(40, age -> 91).containerLimit(512);
        MemoryModel model = new MemoryModel(program.spec());
        play(program, model, 300);
        double width = 0;
        double confidence = 1;
        for (int age : new int[] {0, 30, 60, 120, 300, 600}) {
            ContainerForecast forecast = model.forecast(program.nowMillis() + age * 1000L, MINUTE);
            assertThat(forecast.dataAgeMillis()).isEqualTo(age * 1000L);
            assertThat((double) forecast.p99Bytes() - forecast.p50Bytes()).isGreaterThan(width);
            assertThat(forecast.confidence()).isLessThan(confidence);
            // half after every 10 minutes, from 0.95
            assertThat(forecast.confidence()).isCloseTo(0.95 * Math.pow(2, -age / 600.0), within(1e-6));
            width = forecast.p99Bytes() - forecast.p50Bytes();
            confidence = forecast.confidence();
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            480 of 512 are 94 %: it may stand still     | 230 | 512 | 0.6 | SCRAPE_FAILED_NEAR_LIMIT
            480 of 1024: it has only not answered       | 230 | 1024 | 0 |
            """)
    void a_failed_scrape_near_the_limit_is_an_alarm(String name, double live, double limit, double least, Flag flag) {
        GoProgram program = GoProgram.allocating(40, age -> live).containerLimit(limit);
        MemoryModel model = new MemoryModel(program.spec());
        play(program, model, 300);
        double before = model.forecast(program.nowMillis(), MINUTE).limitOomProbability();
        assertThat(before).isLessThan(0.1);

        long later = program.nowMillis() + 5000;
        model.missed(later);
        ContainerForecast missed = model.forecast(later, MINUTE);
        assertThat(missed.limitOomProbability()).isBetween(least, least + 0.1);
        Set<Flag> silent = missed.flags().contains(Flag.SCRAPE_FAILED_NEAR_LIMIT)
                ? Set.of(Flag.SCRAPE_FAILED_NEAR_LIMIT)
                : Set.of();
        assertThat(silent).isEqualTo(flag == null ? Set.of() : Set.of(flag));

        // It answers again: nothing had happened.
        play(program, model, 310);
        assertThat(model.forecast(program.nowMillis(), MINUTE).limitOomProbability())
                .isLessThan(0.1);
    }

    @Test
    void a_sample_from_before_the_last_one_of_its_source_is_left_out() {
        MemoryModel model = new MemoryModel(ContainerSpec.UNKNOWN);
        model.observe(says(10, 100).build());
        model.observe(says(5, 900).build());
        model.observe(says(10, 900).build());
        assertThat(model.plateauBytes() / MIB).isEqualTo(100);
    }

    @Test
    void without_a_limit_none_is_reached() {
        GoProgram program = GoProgram.allocating(20, age -> 20 + age);
        MemoryModel model = new MemoryModel(program.spec());
        play(program, model, 300);
        ContainerForecast forecast = model.forecast(program.nowMillis(), 300_000);
        assertThat(forecast.limitOomProbability()).isZero();
        assertThat(forecast.p50Bytes()).isGreaterThan((long) program.resident());
    }

    @Test
    void a_container_that_only_the_kernel_knows_is_forecast_from_its_cgroup() {
        GoProgram program = GoProgram.allocating(40, age -> 91).containerLimit(512);
        MemoryModel model = new MemoryModel(program.spec());
        for (int s = 10; s <= 300; s += 10) {
            program.runUntil(s);
            model.observe(program.account().build());
        }
        ContainerForecast forecast = model.forecast(program.nowMillis(), MINUTE);
        assertThat(forecast.p50Bytes() / program.resident()).isCloseTo(1, within(0.02));
        assertThat(forecast.confidence()).isEqualTo(0.75);
        assertThat(forecast.heapGoalBytes()).isNaN();
    }

    private static void play(GoProgram program, MemoryModel model, double until) {
        for (double s = program.seconds() + 5; s <= until + 1e-6; s += 5) {
            program.runUntil(s);
            model.observe(program.says().build());
            model.observe(program.account().build());
        }
    }

    private static Sample.Builder says(int seconds, double resident) {
        return Sample.at(millis(seconds), Sample.Origin.SCRAPE).put(Signal.RESIDENT, resident * MIB);
    }

    private static long millis(int seconds) {
        return (GoProgram.STARTED_SECONDS + seconds) * 1000L;
    }
}
