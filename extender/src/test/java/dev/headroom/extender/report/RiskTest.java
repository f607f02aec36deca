package dev.headroom.extender.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.predict.Flag;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RiskTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "nothing is known                         | NaN | 100 | 0.9 | 0.9 | 0 | 0    | -                | UNKNOWN",
                "a kill is as likely as not               | 80  | 100 | 0.5 | 0.5 | 0 | 0    | -                | AT_RISK",
                "it is killed and starts again            | 20  | 100 | 0   | 0.6 | 1 | 0    | -                | AT_RISK",
                "a kill was likely and did not come       | 20  | 100 | 0   | 0.6 | 0 | 0    | -                | LOOK",
                "a restart alone is a rollout             | 20  | 100 | 0   | 0.4 | 1 | 0    | -                | WELL",
                "GOMEMLIMIT=0                             | 20  | 100 | 0   | 0   | 0 | 0    | GOMEMLIMIT_ZERO  | AT_RISK",
                "a leak                                   | 20  | 100 | 0   | 0   | 0 | 0    | LEAK             | LOOK",
                "a start needs no look                    | 20  | 100 | 0   | 0   | 0 | 0    | WARMING_UP       | WELL",
                "p95 above 90 % of the limit              | 91  | 100 | 0   | 0   | 0 | 0    | -                | LOOK",
                "without a limit nothing is near it       | 91  | 0   | 0   | 0   | 0 | 0    | -                | WELL",
                "a quarter of the CPU is the collector's  | 20  | 100 | 0   | 0   | 0 | 0.25 | -                | LOOK",
                "the collector's share is not known       | 20  | 100 | 0   | 0   | 0 | NaN  | -                | WELL"
            })
    void container(
            String sentence,
            double p95,
            double limit,
            double oom,
            double highest,
            int restarts,
            double gcCpu,
            @Nullable Flag flag,
            Risk expected) {
        Set<Flag> flags = flag == null ? Set.of() : Set.of(flag);
        assertThat(Risk.of(p95, limit, oom, highest, restarts, gcCpu, flags)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"NaN, UNKNOWN", "0.85, WELL", "0.86, LOOK", "1, LOOK", "1.01, AT_RISK"})
    void node(double fill, Risk expected) {
        assertThat(Risk.ofFill(fill)).isEqualTo(expected);
    }
}
