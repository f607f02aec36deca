package dev.headroom.predict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.predict.GoSample.Checked;
import dev.headroom.predict.GoSample.Checked.Accepted;
import dev.headroom.predict.GoSample.Checked.Refused;
import java.util.EnumMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GoSampleTest {

    @ParameterizedTest(name = "{1} in place {0} is refused, naming \"{2}\"")
    @CsvSource({
        "0, -1, heap goal",
        "0, NaN, heap goal",
        "0, 1e15, heap goal",
        "1, Infinity, live heap",
        "2, -0.5, heap objects",
        "3, NaN, allocated in all",
        "3, Infinity, allocated in all",
        "4, -1, GC cycles",
        "5, 3e9, GOGC",
        "6, -1, memory limit",
        "7, NaN, mapped",
        "8, 2e9, released",
        "9, 1e14, resident",
        "10, -7, stacks"
    })
    void absurd_values_are_refused_by_name_and_value(int place, double value, String name) {
        double[] values = good();
        values[place] = value;
        assertThat(check(values))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.problem())
                                .startsWith(name + " is " + value)
                                .contains("allowed is"));
    }

    @Test
    void a_good_scrape_is_taken_as_it_is() {
        assertThat(check(good()))
                .isEqualTo(new Accepted(new GoSample(1000, 183, 91, 120, 1e18, 55, 100, 0, 189, 9, 184, 2)));
    }

    @Test
    void the_runtimes_own_words_for_no_limit_and_no_goal_are_understood() {
        double[] values = good();
        values[0] = 0x1p64;
        values[6] = Long.MAX_VALUE;
        assertThat(check(values)).isInstanceOfSatisfying(Accepted.class, accepted -> {
            assertThat(accepted.sample().heapGoalBytes()).isZero();
            assertThat(accepted.sample().gogcPercent()).isNegative();
            assertThat(accepted.sample().memoryLimitBytes()).isZero();
        });
    }

    @Test
    void an_unknown_gogc_is_not_absurd() {
        double[] values = good();
        values[5] = Double.NaN;
        assertThat(check(values)).isInstanceOf(Accepted.class);
    }

    @Test
    void a_scrape_without_anything_to_forecast_from_is_refused() {
        assertThat(check(new double[11])).isInstanceOf(Refused.class);
    }

    @Test
    void as_a_sample_it_says_the_same_and_what_is_unknown_is_absent() {
        Sample full = new GoSample(1000, 183, 91, 120, 1e9, 55, 100, 500, 189, 9, 184, 2).toSample();
        assertThat(full.atMillis()).isEqualTo(1000);
        assertThat(full.origin()).isEqualTo(Sample.Origin.SCRAPE);
        assertThat(known(full))
                .isEqualTo(Map.ofEntries(
                        Map.entry(Signal.HEAP_GOAL, 183.0),
                        Map.entry(Signal.HEAP_LIVE, 91.0),
                        Map.entry(Signal.HEAP_OBJECTS, 120.0),
                        Map.entry(Signal.ALLOCATED, 1e9),
                        Map.entry(Signal.GC_CYCLES, 55.0),
                        Map.entry(Signal.GOGC, 100.0),
                        Map.entry(Signal.MEMORY_LIMIT, 500.0),
                        Map.entry(Signal.MAPPED, 189.0),
                        Map.entry(Signal.HEAP_RELEASED, 9.0),
                        Map.entry(Signal.RESIDENT, 184.0),
                        Map.entry(Signal.STACKS, 2.0)));
        Sample bare = new GoSample(1000, 183, 0, 0, 0, 0, Double.NaN, 0, 0, 0, 0, 0).toSample();
        assertThat(known(bare).keySet()).containsExactly(Signal.HEAP_GOAL, Signal.ALLOCATED, Signal.GC_CYCLES);
    }

    @Test
    void as_a_sample_no_goal_is_an_infinite_one() {
        Sample off = new GoSample(1000, 0, 0, 50, 0, 0, -1, 0, 60, 0, 62, 0).toSample();
        assertThat(off.get(Signal.HEAP_GOAL)).isInfinite();
        assertThat(off.get(Signal.GOGC)).isEqualTo(-1);
        assertThat(off.problems()).isEmpty();
    }

    @Test
    void whatever_a_scrape_may_say_is_believed_as_a_sample() {
        Random random = new Random(1);
        for (int i = 0; i < 10_000; i++) {
            assertThat(RandomSamples.one(random).toSample().problems()).isEmpty();
        }
    }

    private static Map<Signal, Double> known(Sample sample) {
        Map<Signal, Double> known = new EnumMap<>(Signal.class);
        for (Signal signal : Signal.values()) {
            if (sample.has(signal)) {
                known.put(signal, sample.get(signal));
            }
        }
        return known;
    }

    private static double[] good() {
        return new double[] {183, 91, 120, 1e18, 55, 100, 0, 189, 9, 184, 2};
    }

    private static Checked check(double[] v) {
        return GoSample.check(1000, v[0], v[1], v[2], v[3], v[4], v[5], v[6], v[7], v[8], v[9], v[10]);
    }
}
