package dev.headroom.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Amounts in the tables are MiB. */
class GoPacerTest {

    private static final double MIB = 1 << 20;

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            the default doubles the heap                    |  91 |  0 |  100 | 182
            roots count once more: 91 + (91+1)·1            |  91 |  1 |  100 | 183
            the measured 110 MiB: 110 + (110+2)·1           | 110 |  2 |  100 | 222
            a small GOGC: 100 + 100·0.5                     | 100 |  0 |   50 | 150
            a large GOGC: 100 + (100+10)·4                  | 100 | 10 |  400 | 540
            GOGC 0 collects without end: goal = live        | 100 | 10 |    0 | 100
            a tiny heap gets the minimum: 4·100/100         |   1 |  0 |  100 |   4
            the minimum follows GOGC: 4·200/100             |   1 |  0 |  200 |   8
            """)
    void goal_by_gogc(String name, double marked, double roots, double percent, double goal) {
        assertThat(GoPacer.goalByPercent(mib(marked), mib(roots), percent)).isEqualTo(mib(goal));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            measured: 190 − 9.5 beside, less 3 % of 180.5    |  91 | 190 | 180.5 |  0 | 171 | 175.085
            free heap does not count as beside               |  50 | 200 |   150 | 40 | 100 | 184.3
            over the limit: 100 − 5 − 10 over, less 3 % of 85 | 70 | 100 |   110 |  5 | 100 |  82.45
            never below live: 115 − 10 = 105, less 3 %       | 104 | 115 |   114 |  0 | 104 | 104
            beside fills the limit: collect without end      |  30 | 100 |   150 |  0 |  40 |  30
            small limits lose 1 MiB: 20 − 2 − 1              |   4 |  20 |    12 |  0 |  10 |  17
            a limit of 3: 3 − 1.5, not below the headroom    | 0.5 |   3 |   2.5 |  0 |   1 |   1
            a torn scrape (more free than mapped) is no loss |  10 | 100 |    50 | 40 |  30 |  97
            """)
    void goal_by_memory_limit(
            String name, double marked, double limit, double held, double free, double alloc, double goal) {
        long actual = GoPacer.goalByLimit(mib(marked), mib(limit), mib(held), mib(free), mib(alloc));
        assertThat(actual / MIB).isCloseTo(goal, within(0.01));
    }

    /**
     * Read from {@code runtime/metrics} of a Go 1.26.8 program that keeps some live heap and allocates 80 MiB/s: live,
     * scannable stacks and globals, GOMEMLIMIT (0 none), mapped, released, free heap, heap objects, heap goal.
     */
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "91 MiB live, 95740064, 2640, 158794, 0, 199706936, 3432448, 75259904, 113532800, 191641562",
        "110 MiB live, 116607848, 2640, 158794, 0, 242420024, 4333568, 17899520, 211995208, 233377130",
        "GOMEMLIMIT=190MiB, 95773016, 2640, 158794, 199229440, 191318328, 2072576, 3178496, 178577464, 185987460",
        "at its limit, 105859944, 2640, 158794, 120586240, 118860056, 3653632, 57344, 108972616, 110977485"
    })
    void agrees_to_the_byte_with_a_running_process(
            String name,
            long live,
            long stacks,
            long globals,
            long limit,
            long mapped,
            long released,
            long free,
            long objects,
            long goal) {
        assertThat(GoPacer.goal(live, stacks + globals, 100, limit, mapped - released, free, objects))
                .isEqualTo(goal);
    }

    @Test
    void gogc_off_has_no_goal_of_its_own() {
        assertThat(GoPacer.goalByPercent(mib(100), mib(1), -1)).isEqualTo(GoPacer.NO_GOAL);
        assertThat(GoPacer.goalByPercent(1L << 46, 1L << 46, Integer.MAX_VALUE)).isEqualTo(GoPacer.NO_GOAL);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4})
    void the_goal_keeps_both_caps_and_never_falls_below_what_is_marked(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 10_000; i++) {
            long marked = random.nextLong(1L << random.nextInt(1, 46));
            long roots = random.nextLong(1L << random.nextInt(1, 30));
            double percent = random.nextInt(10) == 0 ? -1 : random.nextInt(1000);
            long limit = 1 + random.nextLong(1L << random.nextInt(1, 46));
            long held = marked + random.nextLong(1L << random.nextInt(1, 46));
            long alloc = Math.min(held, marked + random.nextLong(1L << 30));
            long free = random.nextLong(held - alloc + 1);

            long goal = GoPacer.goal(marked, roots, percent, limit, held, free, alloc);

            assertThat(goal).isGreaterThanOrEqualTo(marked);
            assertThat(goal).isLessThanOrEqualTo(GoPacer.goalByPercent(marked, roots, percent));
            assertThat(goal).isLessThanOrEqualTo(Math.max(marked, Math.max(limit, mib(1))));
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {5, 6})
    void the_live_heap_is_found_back_from_the_goal(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 1000; i++) {
            long marked = mib(10) + random.nextLong(1L << 40);
            long roots = random.nextLong(1L << 24);
            double percent = random.nextInt(20, 800);
            long goal = GoPacer.goalByPercent(marked, roots, percent);
            assertThat(GoPacer.liveBehindGoal(goal, roots, percent)).isCloseTo(marked, within(2L));
        }
    }

    private static long mib(double amount) {
        return (long) (amount * MIB);
    }
}
