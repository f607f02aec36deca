package dev.headroom.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.function.Consumer;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Programs that are played for some minutes and scraped every 5 s. Amounts are MiB. */
class MemoryModelTest {

    private static final double MIB = 1 << 20;
    private static final long MINUTE = 60_000;
    private static final long FIVE_MINUTES = 300_000;

    /** A cache that fills up with half a MiB a second to 91 MiB and stays: 2 · 91 is its goal. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            with the full collector and the kernel's account | false | true
            with the full collector alone                    | false | false
            with client_golang's default names alone         | true  | false
            """)
    void a_cache_with_a_plateau_is_foretold_within_2_percent(String name, boolean defaults, boolean kernel) {
        GoProgram program =
                GoProgram.allocating(40, age -> Math.min(91, age / 2)).containerLimit(512);
        GoProgram asked = defaults ? program.withDefaultNames() : program;
        MemoryModel model = new MemoryModel(asked.spec());
        play(asked, model, 300, kernel, now -> {});
        double plateau = asked.resident();
        play(asked, model, 900, kernel, now -> {
            ContainerForecast forecast = model.forecast(now, MINUTE);
            assertThat(forecast.p50Bytes() / plateau).isCloseTo(1, within(0.02));
            assertThat((double) forecast.p95Bytes()).isBetween(plateau, plateau * 1.12);
            assertThat(forecast.heapGoalBytes() / MIB).isCloseTo(182, within(182 * 0.03));
            assertThat(forecast.limitOomProbability()).isLessThan(0.01);
            assertThat(model.plateauBytes() / plateau).isCloseTo(1, within(0.02));
        });
        assertThat(asked.resident()).isCloseTo(plateau, within(MIB));
    }

    @Test
    void a_heap_that_has_not_filled_up_yet_is_foretold_at_its_goal() {
        // An idle service: 91 of its heap live, and 0.2 MiB/s: nearly 8 minutes to its goal of 182.
        GoProgram program = GoProgram.allocating(0.2, age -> 91);
        MemoryModel model = new MemoryModel(program.spec());
        play(program, model, 120, true, now -> {});
        double grows = model.forecast(program.nowMillis(), FIVE_MINUTES).p50Bytes() - program.resident();
        // 0.2 · 300 s, of spans that hold 2 % more
        assertThat(grows / MIB).isCloseTo(60, within(9.0));
        // It is found there 10 minutes later, give or take the metadata that come with spans.
        double plateau = model.plateauBytes();
        play(program, model, 900, true, now -> {});
        assertThat(plateau / program.resident()).isCloseTo(1, within(0.05));
    }

    /** What lives grows without end; resident memory is twice of it and reaches the limit of 512 MiB. */
    @ParameterizedTest(name = "{0} MiB per second")
    @CsvSource({"0.25", "0.5"})
    void a_linear_leak_is_foretold_before_the_kernel_ends_it(double perSecond) {
        GoProgram program =
                GoProgram.allocating(20, age -> 20 + age * perSecond).containerLimit(512);
        MemoryModel model = new MemoryModel(program.spec());
        int shortly = 0;
        int early = 0;
        while (true) {
            play(program, model, program.seconds() + 5, true, now -> {});
            if (program.kills() > 0) {
                break;
            }
            shortly = isNear(model, program, MINUTE) ? shortly + 5 : 0;
            early = isNear(model, program, FIVE_MINUTES) ? early + 5 : 0;
        }
        // Seconds for which it had been likely without a pause when the kernel ended it.
        assertThat(shortly).isBetween(40, 70);
        assertThat(early).isBetween(60, 400);
    }

    private static boolean isNear(MemoryModel model, GoProgram program, long horizon) {
        return model.forecast(program.nowMillis(), horizon).limitOomProbability() >= 0.5;
    }

    @Test
    void gogc_off_with_a_memory_limit_stays_at_its_limit() {
        GoProgram program =
                GoProgram.allocating(40, age -> 60).gogc(-1).memoryLimit(190).containerLimit(256);
        MemoryModel model = new MemoryModel(program.spec());
        play(program, model, 120, true, now -> {});
        play(program, model, 600, true, now -> {
            ContainerForecast forecast = model.forecast(now, MINUTE);
            // What the runtime holds stays below 190; 5 lie outside of it.
            assertThat(forecast.p50Bytes() / MIB).isBetween(175.0, 195.0);
            assertThat(forecast.p50Bytes() / program.resident()).isCloseTo(1, within(0.02));
            // 190 − some 8.3 that are no heap, less 3 %
            assertThat(forecast.heapGoalBytes() / MIB).isCloseTo(176, within(176 * 0.03));
            assertThat(forecast.limitOomProbability()).isLessThan(0.05);
            assertThat(forecast.flags()).doesNotContain(Flag.GOGC_OFF_WITHOUT_LIMIT, Flag.NEAR_LIMIT);
        });
    }

    @Test
    void gogc_off_without_a_memory_limit_grows_until_it_is_ended() {
        GoProgram program = GoProgram.allocating(1, age -> 10).gogc(-1).containerLimit(512);
        MemoryModel model = new MemoryModel(program.spec());
        play(program, model, 200, true, now -> {});
        ContainerForecast forecast = model.forecast(program.nowMillis(), MINUTE);
        // 60 s of 1 MiB/s, in spans of 2 % more and their metadata
        assertThat((forecast.p50Bytes() - program.resident()) / MIB).isCloseTo(62, within(8.0));
        assertThat(forecast.heapGoalBytes()).isNaN();
        assertThat(forecast.flags()).contains(Flag.GOGC_OFF_WITHOUT_LIMIT);
        assertThat(model.plateauBytes()).isEqualTo(512 * MIB);
    }

    @Test
    void the_collectors_share_of_the_cpu_is_foretold() {
        GoProgram program = GoProgram.allocating(40, age -> 91).containerLimit(512);
        MemoryModel model = new MemoryModel(program.spec());
        play(program, model, 600, true, now -> {});
        ContainerForecast forecast = model.forecast(program.nowMillis(), MINUTE);
        // 40 MiB/s into a saw of 178 − 91: 0.46 cycles per second over 91 MiB at 1.2 ns per byte are 0.0526 CPU,
        // beside 0.5 CPU of its own
        assertThat(forecast.cyclesPerSecond()).isCloseTo(0.45, within(0.03));
        assertThat(forecast.gcCpuFraction()).isCloseTo(0.0526 / 0.5526, within(0.01));
    }

    @Test
    void a_jvm_fills_what_it_has_committed() {
        MemoryModel model = new MemoryModel(ContainerSpec.UNKNOWN);
        for (int s = 5; s <= 60; s += 5) {
            model.observe(Sample.at(1_000_000 + s * 1000L, Sample.Origin.SCRAPE)
                    .put(Signal.RESIDENT, 300 * MIB)
                    .put(Signal.COMMITTED_HEAP, 400 * MIB)
                    .put(Signal.OFF_HEAP, 80 * MIB)
                    .build());
        }
        // 400 + 80
        assertThat(model.plateauBytes() / MIB).isEqualTo(480);
        assertThat(model.forecast(1_060_000, FIVE_MINUTES).p50Bytes() / MIB).isBetween(300.0, 480.0);
        assertThat(model.forecast(1_060_000, FIVE_MINUTES).heapGoalBytes()).isNaN();
    }

    @Test
    void of_history_nothing_of_the_runtime_is_seen() {
        GoProgram program = GoProgram.allocating(40, age -> 91).containerLimit(512);
        MemoryModel model = MemoryModel.ofHistory(program.spec());
        play(program, model, 300, true, now -> {});
        ContainerForecast forecast = model.forecast(program.nowMillis(), MINUTE);
        assertThat(forecast.p50Bytes() / program.resident()).isCloseTo(1, within(0.02));
        assertThat(forecast.heapGoalBytes()).isNaN();
        assertThat(forecast.gcCpuFraction()).isNaN();
        assertThat(forecast.cyclesPerSecond()).isNaN();
        assertThat(forecast.confidence()).isEqualTo(0.75);
        assertThat(model.plateauBytes()).isEqualTo(program.resident());
        assertThat(forecast.flags()).isEmpty();
    }

    @Test
    void the_runtime_tells_of_growth_before_resident_memory_does() {
        // 20 MiB live; from 100 s on 0.3 more each second.
        DoubleUnaryOperator live = age -> age < 100 ? 20 : 20 + (age - 100) * 0.3;
        GoProgram program = GoProgram.allocating(5, live);
        MemoryModel model = new MemoryModel(program.spec());
        MemoryModel history = MemoryModel.ofHistory(program.spec());
        double ours = 0;
        double theirs = 0;
        for (int s = 5; s <= 400; s += 5) {
            program.runUntil(s);
            model.observe(program.says().build());
            history.observe(program.says().build());
            if (s >= 160 && s <= 340) {
                // in a minute 18 more live: 36 more are resident
                double comes = program.resident() + 36 * MIB;
                ours += Math.abs(model.forecast(program.nowMillis(), MINUTE).p50Bytes() / comes - 1);
                theirs += Math.abs(history.forecast(program.nowMillis(), MINUTE).p50Bytes() / comes - 1);
            }
        }
        assertThat(ours / 37).isLessThan(0.12);
        assertThat(ours).isLessThan(theirs);
    }

    private static void play(GoProgram program, MemoryModel model, double until, boolean kernel, Consumer<Long> then) {
        for (double s = program.seconds() + 5; s <= until; s += 5) {
            program.runUntil(s);
            model.observe(program.says().build());
            if (kernel) {
                model.observe(program.account().build());
            }
            then.accept(program.nowMillis());
        }
    }
}
