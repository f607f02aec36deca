package dev.headroom.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.headroom.api.MemoryForecast;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What is expected after two scrapes between which a program allocated its heap twice over. Amounts in the tables are MiB;
 * what was measured is real Go 1.26 programs in cgroups.
 */
class MeasuredProgramsTest {

    private static final double MIB = 1 << 20;

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            live 91, plain heap: resident peaked at 184.5       | 183 |  91 | 0   | 189   | 184.5 |   0 | 184.5 | 0.03
            the same before its first peak, half mapped         | 183 |  91 | 0   | 120   | 115   |   0 | 184.5 | 0.05
            live 91 under GOMEMLIMIT=190MiB: 175 to 178         | 175 |  91 | 190 | 180.5 | 176   |   0 | 178   | 0.03
            live 110, plain heap: 219 to 223                    | 223 | 110 | 0   | 229   | 222   |   0 | 222   | 0.04
            live 104 squeezed by GOMEMLIMIT=115MiB: 130 to 141  | 104 | 104 | 115 | 131   | 135   |   0 | 135   | 0.05
            a start-up that allocated much: resident for good   |  22 |  11 | 0   | 110   | 116   |   0 | 116   | 0.03
            request 128Mi, limit 512Mi, running at 400Mi        | 390 | 195 | 0   | 402   | 400   | 512 | 400   | 0.03
            limit 128Mi, small garbage at a high rate           |   8 |   4 | 0   |  14   |  16   | 128 |  16   | 0.05
            mmap: 234 resident lived under a limit of 190       |  20 |  10 | 0   |  25   | 234   | 190 | 190   | 0.00
            cgo and mmap lie beside a heap that still grows     | 100 |  50 | 0   |  60   | 160   |   0 | 201   | 0.03
            """)
    void foretells_what_was_measured(
            String name,
            double goal,
            double live,
            double goMemLimit,
            double held,
            double resident,
            double limit,
            double measured,
            double tolerance) {
        Placement placement = afterTwo(sample(goal, live, goMemLimit, held, resident), limit * MIB);
        assertThat(placement.meanBytes() / MIB).isCloseTo(measured, within(measured * tolerance + 0.001));
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
    void foretells_the_peak_while_the_heap_fills(
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
        assertThat(afterTwo(first, 0).meanBytes() / (peakKib << 10)).isCloseTo(1, within(0.06));
    }

    @Test
    void three_programs_of_live_110_exceed_600_MiB_and_three_of_live_91_do_not() {
        // Measured: the first were killed, the second ran through.
        assertThat(3 * afterTwo(sample(183, 91, 0, 189, 184.5), 0).meanBytes() / MIB)
                .isLessThan(600);
        assertThat(3 * afterTwo(sample(223, 110, 0, 229, 222), 0).meanBytes() / MIB)
                .isGreaterThan(600);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void no_placement_leaves_zero_to_limit_and_none_is_below_what_is_resident(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 10_000; i++) {
            GoSample sample = RandomSamples.one(random);
            long limit = random.nextBoolean() ? 0 : 1 + random.nextLong(1L << 34);
            Placement placement = placement(limit, sample);
            double top = limit > 0 ? limit : MemoryForecast.MAX_BYTES * 4.0;
            assertThat(placement.meanBytes()).isBetween(Math.min(sample.residentBytes() - 1.0, top), top);
            assertThat(placement.spreadBytes()).isNotNegative();
            if (limit > 0) {
                assertThat(placement.meanBytes() + 2 * placement.spreadBytes()).isLessThanOrEqualTo(limit + 1.0);
            }
        }
    }

    private static Placement afterTwo(GoSample sample, double limitBytes) {
        GoSample later = new GoSample(
                sample.sampledAtMillis() + 5_000,
                sample.heapGoalBytes(),
                sample.heapLiveBytes(),
                sample.heapAllocBytes(),
                sample.allocatedTotalBytes() + 2 * sample.heapGoalBytes(),
                sample.gcCycles(),
                sample.gogcPercent(),
                sample.memoryLimitBytes(),
                sample.mappedBytes(),
                sample.releasedBytes(),
                sample.residentBytes(),
                sample.stackBytes());
        return placement((long) limitBytes, sample, later);
    }

    private static Placement placement(long limitBytes, GoSample... samples) {
        Fleet fleet = new Fleet(MemoryModel::new);
        fleet.appeared(
                "c",
                "",
                new ContainerSpec(limitBytes, 0, 0, 0, Double.NaN, ContainerSpec.NOT_SET, QosClass.BURSTABLE),
                0);
        for (GoSample sample : samples) {
            fleet.observe("c", sample.toSample());
        }
        return Objects.requireNonNull(fleet.placement("c", samples[samples.length - 1].sampledAtMillis()));
    }

    private static GoSample sample(double goal, double live, double goMemLimit, double held, double resident) {
        return new GoSample(
                1000, mib(goal), mib(live), 0, 0, 100, 100, mib(goMemLimit), mib(held + 10), mib(10), mib(resident), 0);
    }

    private static long mib(double amount) {
        return (long) (amount * MIB);
    }
}
