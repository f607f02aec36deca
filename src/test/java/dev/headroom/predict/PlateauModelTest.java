package dev.headroom.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.headroom.api.ForecastSource;
import dev.headroom.api.MemoryForecast;
import dev.headroom.api.PodMemorySpec;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Amounts in the tables are MiB. What was measured is real Go 1.26 programs in cgroups. */
class PlateauModelTest {

    private static final double MIB = 1 << 20;

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            live 91, plain heap: resident peaked at 184.5       | 183 |  91 | 189   | 184.5 |   0 | 184.5 | 0.03
            the same before its first peak, half mapped         | 183 |  91 | 120   | 115   |   0 | 184.5 | 0.03
            live 91 under GOMEMLIMIT=190MiB: 175 to 178         | 175 |  91 | 180.5 | 176   |   0 | 178   | 0.03
            live 110, plain heap: 219 to 223                    | 223 | 110 | 229   | 222   |   0 | 222   | 0.04
            live 104 squeezed by GOMEMLIMIT=115MiB: 130 to 141  | 104 | 104 | 131   | 135   |   0 | 135   | 0.05
            a start-up that allocated much: resident for good   |  22 |  11 | 110   | 116   |   0 | 116   | 0.03
            request 128Mi, limit 512Mi, running at 400Mi        | 390 | 195 | 402   | 400   | 512 | 400   | 0.03
            limit 128Mi, small garbage at a high rate           |   8 |   4 |  14   |  16   | 128 |  16   | 0.05
            mmap: 234 resident lived under a limit of 190       |  20 |  10 |  25   | 234   | 190 | 190   | 0.00
            cgo and mmap lie beside a heap that still grows     | 100 |  50 |  60   | 160   |   0 | 201   | 0.03
            """)
    void foretells_what_was_measured(
            String name,
            double goal,
            double live,
            double held,
            double resident,
            double limit,
            double measured,
            double tolerance) {
        MemoryForecast forecast = PlateauModel.plateau(sample(goal, live, held, resident), limit(limit));
        assertThat(forecast.meanBytes() / MIB).isCloseTo(measured, within(measured * tolerance + 0.001));
        assertThat(forecast.source()).isEqualTo(ForecastSource.MEASURED);
        assertThat(forecast.sampledAtMillis()).isEqualTo(1000);
    }

    /**
     * From {@code runtime/metrics} and {@code /proc/self/status} of Go 1.26.8 programs 1 s after their start: heap goal,
     * live, objects, GOMEMLIMIT, mapped, released, stacks, resident in KiB; and the peak resident KiB of their 20 s.
     */
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "91, 191775546, 95807056, 140862768, 0, 152713512, 5144576, 327680, 142192, 189944",
        "110, 232495106, 116166920, 198381544, 0, 207898936, 2269184, 262144, 198968, 230736",
        "91 of 190, 186861648, 96670128, 117608592, 199229440, 169482536, 4259840, 262144, 159768, 183832",
        "100 of 115, 111225733, 106140448, 106140160, 120586240, 118597912, 3629056, 262144, 110828, 113268"
    })
    void foretells_the_peak_from_the_first_second(
            String name,
            long goal,
            long live,
            long objects,
            long limit,
            long mapped,
            long released,
            long stacks,
            long residentKib,
            long peakKib) {
        GoSample first =
                new GoSample(1000, goal, live, objects, 0, 20, 100, limit, mapped, released, residentKib << 10, stacks);
        double forecast = PlateauModel.plateau(first, PodMemorySpec.NONE).meanBytes();
        assertThat(forecast / (peakKib << 10)).isCloseTo(1, within(0.02));
    }

    @Test
    void three_programs_of_live_110_exceed_600_MiB_and_three_of_live_91_do_not() {
        // Measured: the first were killed, the second ran through.
        MemoryForecast small = PlateauModel.plateau(sample(183, 91, 189, 184.5), PodMemorySpec.NONE);
        MemoryForecast large = PlateauModel.plateau(sample(223, 110, 229, 222), PodMemorySpec.NONE);
        assertThat(3 * small.meanBytes() / MIB).isLessThan(600);
        assertThat(3 * large.meanBytes() / MIB).isGreaterThan(600);
    }

    @Test
    void spread_comes_from_the_saw_and_from_what_is_unseen() {
        MemoryForecast forecast = PlateauModel.plateau(sample(200, 100, 200, 202), PodMemorySpec.NONE);
        // plateau max(200·1.01 + 2, 200, 202) = 204; saw 100/√12 = 28.87; unseen 204·0.05 = 10.2; root 30.62
        assertThat(forecast.meanBytes() / MIB).isCloseTo(204, within(0.01));
        assertThat(forecast.spreadBytes() / MIB).isCloseTo(30.62, within(0.01));
        assertThat(forecast.confidence()).isEqualTo(0.9);
    }

    @Test
    void without_the_live_heap_it_is_inferred_and_trusted_less() {
        MemoryForecast known = PlateauModel.plateau(sample(200, 100, 200, 202), PodMemorySpec.NONE);
        MemoryForecast inferred = PlateauModel.plateau(sample(200, 0, 200, 202), PodMemorySpec.NONE);
        assertThat(inferred.meanBytes()).isEqualTo(known.meanBytes());
        assertThat(inferred.spreadBytes()).isGreaterThan(known.spreadBytes());
        assertThat(inferred.confidence()).isLessThan(known.confidence());
    }

    @Test
    void the_live_heap_behind_a_goal_follows_gogc_and_the_objects_that_exist() {
        assertThat(PlateauModel.liveBytes(withGogc(300, 200, Double.NaN))).isEqualTo(150);
        assertThat(PlateauModel.liveBytes(withGogc(300, 200, 200))).isEqualTo(100);
        assertThat(PlateauModel.liveBytes(withGogc(300, 120, 100))).isEqualTo(120);
    }

    @Test
    void a_program_that_has_just_started_is_believed_half() {
        GoSample cold = new GoSample(1000, mib(8), mib(4), mib(6), 0, 0, 100, 0, mib(12), 0, mib(14), 0);
        MemoryForecast forecast = PlateauModel.plateau(cold, PodMemorySpec.NONE);
        assertThat(forecast.confidence()).isEqualTo(0.45);
        assertThat(forecast.spreadBytes()).isGreaterThan(forecast.meanBytes() / 2);
    }

    @Test
    void without_a_heap_goal_the_plateau_is_the_limit_or_twice_what_it_has() {
        GoSample off = new GoSample(1000, 0, 0, mib(50), 0, 0, -1, 0, mib(60), 0, mib(62), 0);
        assertThat(PlateauModel.plateau(off, limit(512)).meanBytes()).isEqualTo(mib(512));
        assertThat(PlateauModel.plateau(off, PodMemorySpec.NONE).meanBytes()).isEqualTo(mib(124));
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void no_forecast_leaves_zero_to_limit_and_none_is_below_what_is_resident(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 10_000; i++) {
            GoSample sample = RandomSamples.one(random);
            long limit = random.nextBoolean() ? 0 : 1 + random.nextLong(1L << 34);
            MemoryForecast forecast = PlateauModel.plateau(sample, new PodMemorySpec(limit, 0, 0, 0));
            long top = limit > 0 ? limit : MemoryForecast.MAX_BYTES;
            assertThat(forecast.meanBytes()).isBetween(Math.min(sample.residentBytes(), top), top);
            if (limit > 0) {
                assertThat(forecast.meanBytes() + 2 * forecast.spreadBytes()).isLessThanOrEqualTo(limit);
            }
        }
    }

    private static GoSample sample(double goal, double live, double held, double resident) {
        return new GoSample(1000, mib(goal), mib(live), 0, 0, 100, 100, 0, mib(held + 10), mib(10), mib(resident), 0);
    }

    private static GoSample withGogc(long goal, long alloc, double gogc) {
        return new GoSample(1000, goal, 0, alloc, 0, 100, gogc, 0, goal, 0, goal, 0);
    }

    private static PodMemorySpec limit(double limit) {
        return new PodMemorySpec(mib(limit), 0, 0, 0);
    }

    private static long mib(double amount) {
        return (long) (amount * MIB);
    }
}
