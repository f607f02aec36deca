package dev.headroom.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A heap of 91 MiB that lives and a goal of 182 MiB, so that it is full at 182 − 4 = 178. Amounts are MiB. */
class HeapOutlookTest {

    private static final double MIB = 1 << 20;
    private static final double NONE = Double.POSITIVE_INFINITY;

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            nothing is allocated: it stays                        | 100 |  0 |  60 | 100
            5 MiB/s for 10 s: 100 + 50                            | 100 |  5 |  10 | 150
            5 MiB/s for 15 s: 100 + 75                            | 100 |  5 |  15 | 175
            5 MiB/s for 20 s would be 200: full at 178            | 100 |  5 |  20 | 178
            many cycles: full each time                           | 100 | 80 | 300 | 178
            one that is full already                              | 178 | 80 |   1 | 178
            a cycle that came late is higher                      | 185 | 80 |  10 | 185
            """)
    void it_fills_up_to_its_goal_at_the_rate_of_allocation(
            String name, double objects, double rate, double seconds, double peak) {
        HeapOutlook ahead = HeapOutlook.of(heap(91, 182, objects, 100, NONE), rate * MIB, 0, seconds);
        assertThat(ahead.peakObjects() / MIB).isCloseTo(peak, within(0.01));
        assertThat(ahead.live() / MIB).isCloseTo(91, within(1e-6));
        assertThat(ahead.goal() / MIB).isCloseTo(182, within(0.01));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            80 MiB/s into a saw of 91 MiB: 80 / 91              | 80 |  91 | 182 | 100 | 0.879
            GOGC=50: 80 / (0.5 · 91)                            | 80 |  91 | 136.5 | 50 | 1.758
            no saw at all: a hundredth of the goal is taken     | 50 | 100 | 100 |   0 | 50
            nothing is allocated: one is forced every 2 minutes |  0 |  91 | 182 | 100 | 0.00833
            """)
    void cycles_come_as_often_as_the_saw_fills(
            String name, double rate, double live, double goal, double gogc, double perSecond) {
        HeapOutlook ahead = HeapOutlook.of(heap(live, goal, live, gogc, NONE), rate * MIB, 0, 0.5);
        assertThat(ahead.cyclesPerSecond()).isCloseTo(perSecond, within(perSecond * 0.01));
    }

    /** Marked just now: 91 live, and growing by 1 MiB/s of 10 MiB/s that are allocated. A cycle takes 8.7 s at first. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            before the first cycle ends nothing is known to live |  5 |  91 | 182 | 141
            after it: 91 + 8.7, twice of that                    | 10 | 99.7 | 199.4 | 178
            marks at 8.7, 18.3, 28.8, 40.4, 53.1 s: 91 + 53.1    | 60 | 144.1 | 288.3 | 258.8
            """)
    void a_live_heap_that_grows_takes_the_goal_along(
            String name, double seconds, double live, double goal, double peak) {
        HeapOutlook ahead = HeapOutlook.of(heap(91, 182, 91, 100, NONE), 10 * MIB, MIB, seconds);
        assertThat(ahead.live() / MIB).isCloseTo(live, within(0.1));
        assertThat(ahead.goal() / MIB).isCloseTo(goal, within(0.2));
        // the fullest heap was the one before the last mark: 2 · 131.4 − 4
        assertThat(ahead.peakObjects() / MIB).isCloseTo(peak, within(0.1));
    }

    /** Two cycles are enough where nothing grows: what 200 steps say is the same, bit for bit but for the last one. */
    @Test
    void a_live_heap_that_stays_is_as_if_every_cycle_were_followed() {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 20_000; i++) {
            double live = random.nextDouble(1, 400);
            double gogc = random.nextInt(4) == 0 ? -1 : random.nextDouble(5, 400);
            double limit = gogc < 0 || random.nextBoolean() ? random.nextDouble(50, 600) : NONE;
            // The goal need not be that of what lives now, nor the heap within it.
            double goal = live * random.nextDouble(1, 4);
            HeapView heap = heap(live, goal, random.nextDouble(live, 5 * live), gogc, limit);
            double rate = random.nextDouble(0, 300) * MIB;
            double seconds = random.nextDouble(5, 600);

            HeapOutlook ahead = HeapOutlook.of(heap, rate, 0, seconds);
            // Too small to be seen, and yet growth: every cycle is followed.
            HeapOutlook followed = HeapOutlook.of(heap, rate, Double.MIN_VALUE, seconds);
            assertThat(ahead.peakObjects()).isCloseTo(followed.peakObjects(), withinPercentage(1e-10));
            assertThat(ahead.live()).isEqualTo(followed.live());
            assertThat(ahead.goal()).isEqualTo(followed.goal());
            assertThat(ahead.cyclesPerSecond()).isEqualTo(followed.cyclesPerSecond());
        }
    }

    @Test
    void what_was_allocated_since_the_mark_tells_how_long_ago_it_was() {
        // 43.5 MiB at 10 MiB/s: marked 4.35 s ago; full after another 4.35 s: the next mark finds 91 + 8.7
        HeapOutlook ahead = HeapOutlook.of(heap(91, 182, 134.5, 100, NONE), 10 * MIB, MIB, 5);
        assertThat(ahead.live() / MIB).isCloseTo(99.7, within(0.1));
    }

    @Test
    void a_live_heap_that_shrinks_takes_the_goal_down_and_not_the_peak() {
        HeapOutlook ahead = HeapOutlook.of(heap(91, 182, 91, 100, NONE), 20 * MIB, -MIB, 60);
        assertThat(ahead.live() / MIB).isBetween(31.0, 45.0);
        assertThat(ahead.goal()).isCloseTo(2 * ahead.live(), within(MIB));
        assertThat(ahead.peakObjects() / MIB).isCloseTo(178, within(0.01));
    }

    @Test
    void nothing_shrinks_below_nothing() {
        HeapOutlook ahead = HeapOutlook.of(heap(91, 182, 91, 100, NONE), 50 * MIB, -10 * MIB, 300);
        assertThat(ahead.live()).isZero();
        // 4 MiB is the smallest goal
        assertThat(ahead.goal() / MIB).isEqualTo(4);
    }

    @Test
    void the_memory_limit_ends_the_growth_of_the_goal() {
        // Of 190 MiB 9 are no heap: 181 less 3 %
        HeapOutlook ahead = HeapOutlook.of(heap(80, 160, 80, 100, 190), 40 * MIB, MIB, 60);
        assertThat(ahead.goal() / MIB).isCloseTo(175.57, within(0.01));
        assertThat(ahead.peakObjects() / MIB).isLessThanOrEqualTo(175.57);
        assertThat(ahead.live() / MIB).isCloseTo(140, within(5.0));
    }

    @Test
    void what_lives_outgrows_the_limit_all_the_same() {
        HeapOutlook ahead = HeapOutlook.of(heap(170, 175.57, 170, 100, 190), 40 * MIB, MIB, 60);
        // 170 + 60: collect without end, and grow
        assertThat(ahead.live() / MIB).isCloseTo(230, within(2.0));
        assertThat(ahead.peakObjects()).isGreaterThanOrEqualTo(ahead.live());
    }

    @Test
    void without_a_goal_everything_that_is_allocated_stays() {
        HeapOutlook ahead = HeapOutlook.of(heap(60, NONE, 100, -1, NONE), 5 * MIB, 0, 60);
        // 100 + 5 · 60
        assertThat(ahead.peakObjects() / MIB).isCloseTo(400, within(0.01));
        assertThat(ahead.goal()).isEqualTo(NONE);
    }

    @ParameterizedTest(name = "at {0} MiB/s")
    @ValueSource(doubles = {1, 100, 10_000, 1e9})
    void a_squeezed_heap_is_computed_in_few_steps(double rate) {
        HeapOutlook ahead = HeapOutlook.of(heap(100, 100, 100, 100, 105), rate * MIB, MIB, 3600);
        // 100 + 3600 s · 1 MiB/s, within the two steps of 3600 / 200 s
        assertThat(ahead.live() / MIB).isCloseTo(3700, within(40.0));
    }

    private static HeapView heap(double live, double goal, double objects, double gogc, double limit) {
        double held = (objects + 9) * MIB;
        return new HeapView(goal * MIB, live * MIB, true, objects * MIB, 0, held, 0, 9 * MIB, 0, gogc, limit * MIB);
    }
}
