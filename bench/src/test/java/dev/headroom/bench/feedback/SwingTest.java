package dev.headroom.bench.feedback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SwingTest {

    private final SplittableRandom random = new SplittableRandom(4);

    @Test
    void noise_and_smoothed_noise_do_not_oscillate() {
        assertThat(Swing.of(series(i -> random.nextGaussian())).oscillates()).isFalse();
        double[] smoothed = new double[4_000];
        for (int i = 1; i < smoothed.length; i++) {
            smoothed[i] = 0.85 * smoothed[i - 1] + 0.15 * random.nextGaussian();
        }
        Swing swing = Swing.of(smoothed);
        assertThat(swing.oscillates()).isFalse();
        // α/√(1 − (1 − α)²) = 0.15/√0.2775 = 0.285
        assertThat(swing.deviation()).isCloseTo(0.285, within(0.03));
    }

    @Test
    void a_swing_that_keeps_its_size_is_found_also_in_noise_of_its_size() {
        Swing pure = Swing.of(series(i -> Math.sin(2 * Math.PI * i / 37)));
        assertThat(pure.alternation()).isCloseTo(-1, within(0.02));
        assertThat(pure.oscillates()).isTrue();
        // as much swing as noise: correlation −1/2
        Swing noisy = Swing.of(series(i -> Math.sin(2 * Math.PI * i / 60) + Math.sqrt(0.5) * random.nextGaussian()));
        assertThat(noisy.alternation()).isCloseTo(-0.5, within(0.05));
        assertThat(noisy.oscillates()).isTrue();
    }

    @Test
    void a_series_that_grows_is_found() {
        Swing growing = Swing.of(series(i -> (1 + i / 1_000.0) * random.nextGaussian()));
        // mean sizes 1.5 and 4.5
        assertThat(growing.growth()).isCloseTo(3, within(0.3));
        assertThat(growing.oscillates()).isTrue();
    }

    @Test
    void too_short_a_series_is_refused() {
        assertThatThrownBy(() -> Swing.of(new double[1_599])).hasMessageContaining("series has 1599 values");
    }

    private static double[] series(IntToDoubleFunction value) {
        return IntStream.range(0, 4_000).mapToDouble(value).toArray();
    }
}
