package dev.headroom.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MemorySumPropertyTest {

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void pods_that_come_and_go_in_any_order_leave_the_very_same_sum(long seed) {
        Random random = new Random(seed);
        MemorySum start = RandomForecasts.sum(random, 20);
        List<MemoryForecast> pods = RandomForecasts.many(random, 300);
        MemorySum sum = start;
        for (MemoryForecast pod : pods) {
            sum = sum.plus(pod);
        }
        Collections.shuffle(pods, random);
        for (MemoryForecast pod : pods) {
            sum = sum.minus(pod);
        }
        assertThat(sum).isEqualTo(start);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {11, 12, 13, 14, 15})
    void adding_sums_is_adding_their_pods(long seed) {
        Random random = new Random(seed);
        List<MemoryForecast> all = RandomForecasts.many(random, 100);
        MemorySum whole = MemorySum.EMPTY;
        for (MemoryForecast pod : all) {
            whole = whole.plus(pod);
        }
        MemorySum left = MemorySum.EMPTY;
        MemorySum right = MemorySum.EMPTY;
        for (MemoryForecast pod : new ArrayList<>(all)) {
            if (random.nextBoolean()) {
                left = left.plus(pod);
            } else {
                right = right.plus(pod);
            }
        }
        assertThat(left.plus(right)).isEqualTo(whole);
        assertThat(whole.minus(left)).isEqualTo(right);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {21, 22, 23})
    void the_spread_of_a_sum_lies_between_independent_and_together(long seed) {
        Random random = new Random(seed);
        MemorySum sum = RandomForecasts.sum(random, 50);
        double independent = sum.deviationBytes(0);
        double together = sum.deviationBytes(1);
        double before = independent;
        for (double correlation = 0; correlation <= 1; correlation += 0.05) {
            double here = sum.deviationBytes(correlation);
            assertThat(here).isBetween(before, together);
            before = here;
        }
        assertThat(together).isEqualTo(sum.spreadBytes());
    }

    @Test
    void two_thousand_pods_of_the_largest_forecast_do_not_overflow() {
        long most = MemoryForecast.MAX_BYTES;
        MemoryForecast pod = new MemoryForecast(most, most, 1, 0, ForecastSource.ANNOTATION);
        MemorySum sum = MemorySum.EMPTY;
        for (int i = 0; i < 2000; i++) {
            MemorySum more = sum.plus(pod);
            assertThat(more.deviationBytes(0)).isGreaterThan(sum.deviationBytes(0));
            assertThat(more.quantileBytes(3, 1)).isGreaterThan(sum.quantileBytes(3, 1));
            sum = more;
        }
    }
}
