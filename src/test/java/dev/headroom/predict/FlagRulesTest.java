package dev.headroom.predict;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The thresholds are the reference's figures. Amounts are MiB; a container is an hour old where nothing else is said. */
class FlagRulesTest {

    private static final double MIB = 1 << 20;
    private static final double NONE = Double.POSITIVE_INFINITY;
    private static final long START = 1_700_000_000_000L;
    private static final double HOUR = 3600;

    private final FlagRules rules = new FlagRules();

    /** 100 MiB live under GOMEMLIMIT: the effective GOGC is what the goal leaves above them. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            (200 − 100) / 100 = 100 %: GOGC itself makes it | 200 | 400 | 1024 | 100 |
            (171 − 100) / 100 = 71 %: not yet               | 171 | 400 | 1024 | 100 |
            69 % by the limit                               | 169 | 400 | 1024 | 100 | LOW_EFFECTIVE_GOGC
            50 % by the limit                               | 150 | 400 | 1024 | 100 | LOW_EFFECTIVE_GOGC
            50 % because GOGC=50 was asked for              | 150 | 400 | 1024 |  50 |
            GOGC off, 60 % by the limit                     | 160 | 190 | 1024 |  -1 | LOW_EFFECTIVE_GOGC
            """)
    void under_pressure_the_effective_gogc_falls_to_50_to_70(
            String name, double goal, double goMemLimit, double limit, double gogc, Flag flag) {
        HeapView heap = heap(goal, 100, gogc, goMemLimit);
        assertThat(flags(limit, heap, 120)).isEqualTo(flag == null ? Set.of() : Set.of(flag));
    }

    /** 100 MiB live, 10 beside the heap, so GOGC wants 200 + 10 = 210. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            210 of 240: 12 % are left                             | 200 | 100 |   240 |    0 | false
            210 of 233: less than 10 % are left                   | 200 | 100 |   233 |    0 | true
            210 of the container's 230: less than 10 %            | 200 | 100 |       |  230 | true
            210 of the container's 1024                           | 200 | 100 |       | 1024 | false
            the goal is what lives: collect without end           | 100 |  -1 |   110 |    0 | true
            9 % above what lives                                  | 109 |  -1 |   120 |    0 | true
            GOGC off, 60 % above what lives                       | 160 |  -1 |   190 |    0 | false
            GOMEMLIMIT=0                                          | 100 | 100 |     0 |    0 | true
            """)
    void a_limit_within_10_percent_of_the_goal_squeezes(
            String name, double goal, double gogc, Double goMemLimit, double limit, boolean squeezed) {
        HeapView heap = heap(goal, 100, gogc, goMemLimit == null ? NONE : goMemLimit);
        assertThat(flags(limit, heap, 120).contains(Flag.SQUEEZED)).isEqualTo(squeezed);
    }

    @Test
    void a_heap_at_the_smallest_goal_is_not_squeezed_however_little_lies_above_it() {
        HeapView small = new HeapView(4 * MIB, 3.9 * MIB, true, 0, 0, 8 * MIB, 0, 0, 0, 100, 100 * MIB);
        assertThat(flags(0, small, 16)).isEmpty();
    }

    @ParameterizedTest(name = "a pause of {0} s: {1}")
    @CsvSource({"0.0005, false", "0.003, false", "0.0031, true", "0.120, true"})
    void pauses_above_3_ms_mark_a_degraded_collector(double seconds, boolean flagged) {
        HeapView heap = heap(200, 100, 100, 400);
        rules.add(scrape(0).put(Signal.GC_PAUSE_LONGEST_SECONDS, seconds).build(), heap);
        assertThat(at(0, heap).contains(Flag.LONG_PAUSES)).isEqualTo(flagged);
    }

    @ParameterizedTest(name = "{0} of 512 MiB: {1}")
    @CsvSource({"358, false", "359, true", "600, true"})
    void more_than_70_percent_of_the_limit_is_pressure(double resident, boolean flagged) {
        // 0.7 · 512 = 358.4
        assertThat(flags(512, null, resident).contains(Flag.MEMORY_PRESSURE)).isEqualTo(flagged);
        assertThat(flags(0, null, resident)).doesNotContain(Flag.MEMORY_PRESSURE);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            no GOMEMLIMIT in a container with a limit   |     | 512 | GOMEMLIMIT_MISSING
            no GOMEMLIMIT and no limit                  |     |   0 |
            480MiB is right for 512Mi: 94 %             | 480 | 512 |
            486MiB of 512Mi are 94.9 %                  | 486 | 512 |
            487MiB of 512Mi are 95.1 %                  | 487 | 512 | GOMEMLIMIT_TOO_HIGH
            as high as the limit                        | 512 | 512 | GOMEMLIMIT_TOO_HIGH
            GOMEMLIMIT without a limit                  | 480 |   0 |
            """)
    void gomemlimit_has_to_be_there_and_below_the_limit(String name, Double goMemLimit, double limit, Flag flag) {
        HeapView heap = heap(40, 20, 100, goMemLimit == null ? NONE : goMemLimit);
        assertThat(flags(limit, heap, 50)).isEqualTo(flag == null ? Set.of() : Set.of(flag));
    }

    @Test
    void gomemlimit_0_is_not_the_same_as_none() {
        assertThat(flags(512, heap(100, 100, 100, 0), 120))
                .contains(Flag.GOMEMLIMIT_ZERO)
                .doesNotContain(Flag.GOMEMLIMIT_MISSING);
    }

    @Test
    void gogc_off_without_a_memory_limit_is_never_collected() {
        assertThat(flags(0, heap(NONE, 50, -1, NONE), 120)).containsExactly(Flag.GOGC_OFF_WITHOUT_LIMIT);
        assertThat(flags(0, heap(160, 100, -1, 190), 120)).doesNotContain(Flag.GOGC_OFF_WITHOUT_LIMIT);
    }

    @ParameterizedTest(name = "{0} resident under GOMEMLIMIT=115MiB: {1}")
    @CsvSource({"115, false", "116, true", "141, true"})
    void resident_memory_above_gomemlimit(double resident, boolean flagged) {
        HeapView heap = heap(104, 60, 100, 115);
        assertThat(flags(0, heap, resident).contains(Flag.RESIDENT_ABOVE_GOMEMLIMIT))
                .isEqualTo(flagged);
    }

    /** The runtime holds 210 MiB. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            the 5 that are always beside it          | 215 | false
            241 − 210 is less than 32                | 241 | false
            280 − 210 = 70 is a quarter of it        | 280 | false
            290 − 210 = 80 is more                   | 290 | true
            """)
    void what_no_runtime_explains(String name, double resident, boolean flagged) {
        assertThat(flags(0, heap(200, 100, 100, 400), resident).contains(Flag.OFF_HEAP_UNEXPLAINED))
                .isEqualTo(flagged);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            unlikely                          | 0.49 | false |
            likely                            | 0.50 | false | NEAR_LIMIT
            likely, and it does not answer    | 0.60 | true  | SCRAPE_FAILED_NEAR_LIMIT
            it does not answer, far from it   | 0.10 | true  |
            """)
    void the_limit_is_near(String name, double probability, boolean silent, Flag flag) {
        Set<Flag> flags = rules.flags(spec(512), null, 100 * MIB, HOUR, probability, silent, START);
        assertThat(flags).isEqualTo(flag == null ? Set.of() : Set.of(flag));
    }

    @ParameterizedTest(name = "{0} s old: {1}")
    @CsvSource({"5, true", "59, true", "60, false"})
    void the_first_minute_is_a_warm_up(double age, boolean flagged) {
        Set<Flag> flags = rules.flags(spec(0), null, 100 * MIB, age, 0, false, START);
        assertThat(flags.contains(Flag.WARMING_UP)).isEqualTo(flagged);
    }

    @ParameterizedTest
    @EnumSource(Flag.class)
    void every_flag_says_what_was_seen_and_what_to_change(Flag flag) {
        assertThat(flag.meaning()).isNotBlank().doesNotEndWith(".");
        assertThat(flag.advice()).isNotBlank().endsWith(".");
    }

    private Set<Flag> flags(double limit, @Nullable HeapView heap, double resident) {
        return rules.flags(spec(limit), heap, resident * MIB, HOUR, 0, false, START);
    }

    private Set<Flag> at(int seconds, HeapView heap) {
        return rules.flags(spec(0), heap, 120 * MIB, HOUR, 0, false, START + seconds * 1000L);
    }

    /** With 10 MiB beside the heap and 210 held. */
    private static HeapView heap(double goal, double live, double gogc, double goMemLimit) {
        double beside = 10 * MIB;
        return new HeapView(
                goal * MIB, live * MIB, true, live * MIB, 0, 210 * MIB, 0, beside, 0, gogc, goMemLimit * MIB);
    }

    private static Sample.Builder scrape(int seconds) {
        return Sample.at(START + seconds * 1000L, Sample.Origin.SCRAPE);
    }

    private static ContainerSpec spec(double limit) {
        return ContainerSpec.UNKNOWN.withLimit((long) (limit * MIB));
    }
}
