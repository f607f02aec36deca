package dev.headroom.predict;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What once gave no number, or another one than was said. */
class NoNumberTest {

    private static final long START = 1_700_000_000_000L;
    private static final long LIMIT = 190L << 20;

    @ParameterizedTest(name = "constant {0} MiB under a limit of 190 MiB")
    @ValueSource(doubles = {0, 100, 190, 234})
    void a_level_that_never_moves_has_a_probability_of_a_kill(double mib) {
        MemoryModel model = new MemoryModel(ContainerSpec.UNKNOWN.withLimit(LIMIT));
        for (int second = 5; second <= 300; second += 5) {
            model.observe(Sample.at(START + second * 1000L, Sample.Origin.SCRAPE)
                    .put(Signal.RESIDENT, mib * (1 << 20))
                    .build());
            assertThat(model.forecast(START + second * 1000L, 60_000).limitOomProbability())
                    .isBetween(0.0, 1.0);
        }
    }

    @Test
    void gogc_off_as_go_exports_it_is_off() {
        Sample sample = Sample.at(START, Sample.Origin.SCRAPE)
                .put(Signal.GOGC, 1.8446744073709552e19)
                .build();
        assertThat(sample.get(Signal.GOGC)).isNegative();
        assertThat(sample.problems()).isEmpty();
    }
}
