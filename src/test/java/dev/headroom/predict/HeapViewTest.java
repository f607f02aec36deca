package dev.headroom.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Amounts in the tables are MiB. */
class HeapViewTest {

    private static final double MIB = 1 << 20;
    private static final double NONE = Double.POSITIVE_INFINITY;

    @Test
    void what_the_full_collector_says_is_taken_as_it_is() {
        HeapView heap = view(
                says(182, 150)
                        .put(Signal.HEAP_LIVE, 91 * MIB)
                        .put(Signal.HEAP_UNUSED, 5 * MIB)
                        .put(Signal.HEAP_FREE, 20 * MIB)
                        .put(Signal.MAPPED, 200 * MIB)
                        .put(Signal.HEAP_RELEASED, 10 * MIB)
                        .put(Signal.ROOTS, MIB)
                        .put(Signal.GOGC, 100)
                        .put(Signal.MEMORY_LIMIT, 0x1p63),
                ContainerSpec.UNKNOWN);
        assertThat(heap.liveReported()).isTrue();
        assertThat(heap.live() / MIB).isEqualTo(91);
        // mapped 200 − released 10
        assertThat(heap.held() / MIB).isEqualTo(190);
        // 190 − 150 objects − 5 unused − 20 free
        assertThat(heap.beside() / MIB).isEqualTo(15);
        // 150 + 5 + 20
        assertThat(heap.spans() / MIB).isEqualTo(175);
        assertThat(heap.limit()).isEqualTo(NONE);
    }

    /** Client_golang's default names have no live heap; the goal tells it. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            GOGC 100: 182 / 2                                  | 182 | 150 |  0 |     | 91
            with roots: (222 − 2 · 1) / 2                      | 222 | 150 |  2 |     | 110
            GOGC=50 of the environment: 150 / 1.5              | 150 | 140 |  0 |  50 | 100
            GOGC=200: (306 − 3 · 2) / 3                        | 306 | 140 |  3 | 200 | 100
            no more lives than there are objects               | 300 | 120 |  0 |     | 120
            GOGC=off: 70 % of the objects                      | 176 | 100 |  0 |  -1 | 70
            GOGC=0 collects without end: all of them           | 100 | 100 |  0 |   0 | 100
            """)
    void the_live_heap_is_inferred_from_the_goal(
            String name, double goal, double objects, double stacks, Double gogc, double live) {
        HeapView heap =
                view(says(goal, objects).put(Signal.STACKS, stacks * MIB), environment(gogc, ContainerSpec.NOT_SET));
        assertThat(heap.liveReported()).isFalse();
        assertThat(heap.live() / MIB).isCloseTo(live, within(1e-6));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            the limit makes the goal: 176 − 57 / 0.95       | 170 |  57 | 116
            far below the limit GOGC makes it: 176 / 2      | 150 |  57 | 88
            no less than GOGC alone would have found: 88    | 170 | 150 | 88
            no more than there are objects: 140             | 170 |   1 | 140
            the pace of the cycles is unknown               | 170 |     | 88
            """)
    void near_the_limit_it_is_inferred_from_the_pace_of_the_cycles(
            String name, double held, Double perCycle, double live) {
        Sample sample = says(176, 140)
                .put(Signal.MAPPED, held * MIB)
                .put(Signal.MEMORY_LIMIT, 190 * MIB)
                .build();
        HeapView heap = HeapView.of(sample, ContainerSpec.UNKNOWN, perCycle == null ? Double.NaN : perCycle * MIB);
        assertThat(heap.live() / MIB).isCloseTo(live, within(1e-6));
    }

    @Test
    void of_held_memory_alone_a_heap_halfway_to_its_goal_is_taken() {
        Sample sample = Sample.at(1, Sample.Origin.SCRAPE)
                .put(Signal.HEAP_GOAL, 182 * MIB)
                .put(Signal.RESIDENT, 190 * MIB)
                .build();
        assertThat(HeapView.isPossible(sample)).isTrue();
        HeapView heap = HeapView.of(sample, ContainerSpec.UNKNOWN, Double.NaN);
        // 3 % of 190 and 3 for the runtime
        assertThat(heap.beside() / MIB).isCloseTo(8.7, within(1e-6));
        assertThat(heap.live() / MIB).isCloseTo(91, within(1e-6));
        // full at 181.3 − 4 = 177.3: (91 + 177.3) / 2
        assertThat(heap.objects() / MIB).isCloseTo(134.15, within(1e-6));
        assertThat(heap.spans() / MIB).isCloseTo(181.3, within(1e-6));
        assertThat(heap.held() / MIB).isEqualTo(190);
    }

    @Test
    void without_a_goal_or_any_size_there_is_no_view() {
        assertThat(HeapView.isPossible(says(182, 100).build())).isTrue();
        assertThat(HeapView.isPossible(Sample.at(1, Sample.Origin.SCRAPE)
                        .put(Signal.HEAP_GOAL, 5)
                        .build()))
                .isFalse();
        assertThat(HeapView.isPossible(Sample.at(1, Sample.Origin.SCRAPE)
                        .put(Signal.HEAP_OBJECTS, 5)
                        .put(Signal.RESIDENT, 5)
                        .build()))
                .isFalse();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            the exported GOMEMLIMIT is taken           | 190 | 150 | 190
            the environment's if none is exported      |     | 150 | 150
            GOMEMLIMIT=0 of the environment is a value |     |   0 | 0
            """)
    void the_memory_limit_is_the_exported_one_else_the_environments(
            String name, Double exported, double environment, double limit) {
        Sample.Builder says = says(182, 100);
        if (exported != null) {
            says.put(Signal.MEMORY_LIMIT, exported * MIB);
        }
        assertThat(view(says, environment(100.0, (long) (environment * MIB))).limit() / MIB)
                .isEqualTo(limit);
    }

    @Test
    void an_infinite_goal_says_that_gogc_is_off() {
        HeapView heap = view(says(0, 100).put(Signal.HEAP_GOAL, 0x1p64), environment(100.0, ContainerSpec.NOT_SET));
        assertThat(heap.gogc()).isNegative();
        assertThat(heap.goal()).isEqualTo(NONE);
        assertThat(heap.goalAt(50 * MIB)).isEqualTo(NONE);
    }

    /** The trigger lies at most at 95 % of the way, or 4 MiB before the goal where that is later. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            a large heap: 182 − 4 > 91 + 0.95 · 91    |  91 | 182 | 178
            a small heap: 10 + 0.95 · 10 > 20 − 4     |  10 |  20 | 19.5
            a squeezed heap: what is live             | 104 | 104 | 104
            a goal below what is live                 | 104 |  90 | 104
            """)
    void how_far_objects_get_before_a_cycle_ends(String name, double live, double goal, double peak) {
        assertThat(HeapView.peakObjects(live * MIB, goal * MIB) / MIB).isCloseTo(peak, within(1e-6));
        assertThat(HeapView.peakObjects(live * MIB, NONE)).isEqualTo(NONE);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            no limit                                       | 182 |  91 | 100 |     | false
            GOGC makes the goal: 182 of 182                | 182 |  91 | 100 | 400 | false
            the limit makes it: 150 of 182                 | 150 |  91 | 100 | 180 | true
            two percent less is no sign of a limit         | 179 |  91 | 100 | 400 | false
            GOGC off: only the limit can have made it      | 176 |  60 |  -1 | 190 | true
            """)
    void who_makes_the_goal(String name, double goal, double live, double gogc, Double limit, boolean limited) {
        HeapView heap =
                new HeapView(goal * MIB, live * MIB, true, 0, 0, 0, 0, 0, 0, gogc, limit == null ? NONE : limit * MIB);
        assertThat(heap.isLimited()).isEqualTo(limited);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void the_goal_at_another_live_heap_is_the_pacers(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 5_000; i++) {
            double beside = random.nextDouble(50) * MIB;
            double objects = random.nextDouble(800) * MIB;
            double unused = objects * random.nextDouble(0.1);
            double free = random.nextDouble(100) * MIB;
            double held = beside + objects + unused + free;
            double limit = random.nextInt(3) == 0 ? NONE : held + random.nextDouble(200) * MIB;
            double gogc = random.nextInt(4) == 0 ? -1 : random.nextInt(400);
            double roots = random.nextDouble(20) * MIB;
            double marked = 4 * MIB + random.nextDouble(800) * MIB;

            HeapView heap = new HeapView(0, 0, true, objects, unused, held, free, beside, roots, gogc, limit);
            long memoryLimit = Double.isInfinite(limit) ? 0 : (long) limit;
            long goal = GoPacer.goal(
                    (long) marked, (long) roots, gogc, memoryLimit, (long) held, (long) free, (long) objects);

            if (goal == GoPacer.NO_GOAL) {
                assertThat(heap.goalAt(marked)).isEqualTo(NONE);
            } else {
                // The pacer cuts to whole bytes, percent by percent.
                assertThat(heap.goalAt(marked)).isCloseTo(goal, within(1024.0));
            }
        }
    }

    private static HeapView view(Sample.Builder says, ContainerSpec spec) {
        return HeapView.of(says.build(), spec, Double.NaN);
    }

    private static Sample.Builder says(double goal, double objects) {
        return Sample.at(1, Sample.Origin.SCRAPE)
                .put(Signal.HEAP_GOAL, goal * MIB)
                .put(Signal.HEAP_OBJECTS, objects * MIB);
    }

    private static ContainerSpec environment(Double gogc, long goMemLimit) {
        return new ContainerSpec(0, 0, 0, 0, gogc == null ? Double.NaN : gogc, goMemLimit, QosClass.BURSTABLE);
    }
}
