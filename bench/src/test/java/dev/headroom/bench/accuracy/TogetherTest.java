package dev.headroom.bench.accuracy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.predict.ContainerForecast;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TogetherTest {

    private static ContainerForecast forecast(long p50) {
        return new ContainerForecast(
                0, 60_000, p50, p50, p50, Double.NaN, Double.NaN, Double.NaN, 0, 1, 0, Set.of(), List.of());
    }

    private static Together group() {
        Together group = new Together("g");
        // Never high at the same time: at even seconds 300 + 100, at odd seconds 100 + 200.
        group.add(Synthetic.program("a", 0, Synthetic.truth(180, second -> second % 2 == 0 ? 300 : 100)));
        group.add(Synthetic.program("b", 0, Synthetic.truth(180, second -> second % 2 == 0 ? 100 : 200)));
        return group;
    }

    @Test
    void truthIsTheHighestSumNotTheSumOfTheHighest() {
        Together group = group();
        for (long second : new long[] {59, 60, 120, 121}) {
            group.instant(Synthetic.second(second), name -> forecast(name.equals("a") ? 290 : 150), name -> null);
        }
        // At 59 they are too young, at 121 the window has no end. 300 + 100 = 400, and not 300 + 200.
        List<Instant> instants = group.instants(Window.STANDARD);
        assertThat(instants).hasSize(2).allSatisfy(instant -> {
            assertThat(instant.truth()).isEqualTo(400);
            // 290 + 150 = 440.
            assertThat(instant.error(Method.HEADROOM)).isEqualTo(0.1);
            assertThat(instant.error(Method.HISTORY)).isEqualTo(1);
        });
        assertThat(group.isLedBy("a")).isTrue();
        assertThat(group.isLedBy("b")).isFalse();
    }
}
