package dev.headroom.extender.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {

    private static final double MIB = 1 << 20;

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                // 512 · 15/16 = 480; 1.5 · 100 + 10 = 160 is below it.
                "a limit that the runtime does not know   | 512 | 100 | 10 | 0   | Infinity | GOMEMLIMIT 480MiB",
                // 512 − (100 + 2 % of 512 = 10.24) = 401.76.
                "memory outside Go is left free           | 512 | 100 | 10 | 100 | Infinity | GOMEMLIMIT 401MiB",
                // 510 leaves only 2 of 512.
                "one that leaves no room                  | 512 | 100 | 10 | 0   | 510      | GOMEMLIMIT 480MiB",
                // 0.8 · 480 = 384 ≤ 400 ≤ 480.
                "one that is good enough                  | 512 | 100 | 10 | 0   | 400      | ''",
                "one that is much lower than it may be    | 512 | 100 | 10 | 0   | 200      | GOMEMLIMIT 480MiB",
                // 1.5 · 330 + 10 = 505 > 480: 505 · 16/15 = 538.67, + 1, rounded up; 540 · 15/16 = 506.25.
                "a live heap too large for the limit      | 512 | 330 | 10 | 0   | 480      | memory limit 540Mi, GOMEMLIMIT 506MiB",
                // 1.5 · 200 + 10 = 310 > 512 − 210.24 = 301.76: (310 + 200) / 0.98 = 520.4, + 1; 522 − 210.44 = 311.56.
                "too much outside Go for the limit        | 512 | 200 | 10 | 200 | 480      | memory limit 522Mi, GOMEMLIMIT 311MiB",
                "no limit, nothing to stay below          | 0   | 100 | 10 | 0   | Infinity | ''",
                "no Go runtime                            | 512 | -   | -  | -   | -        | ''"
            })
    void goMemLimit(
            String sentence, double limit, Double live, Double beside, Double outside, Double now, String expected) {
        Facts facts = new Facts(mib(live), mib(beside), mib(outside), mib(now), mib(limit), mib(0.0), Double.NaN);
        assertThat(texts(facts)).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "no request                                | 0    | 100.2 | memory request 101Mi",
                "a request below what is needed            | 100  | 100.2 | memory request 101Mi",
                "a request that suffices                   | 101  | 100.2 | ''",
                // 1.3 · 101 = 131.3.
                "one that is a little large                | 131  | 100.2 | ''",
                "one that keeps others off the node        | 132  | 100.2 | memory request 101Mi",
                "nothing is known of what is needed        | 132  | NaN   | ''"
            })
    void request(String sentence, double request, double placement, String expected) {
        Facts facts =
                new Facts(Double.NaN, Double.NaN, Double.NaN, Double.NaN, mib(512.0), mib(request), mib(placement));
        assertThat(texts(facts)).isEqualTo(expected);
    }

    private static String texts(Facts facts) {
        return Settings.of(facts).stream()
                .map(setting -> setting.what() + " " + setting.value())
                .collect(Collectors.joining(", "));
    }

    private static double mib(Double mib) {
        return mib == null ? Double.NaN : mib * MIB;
    }
}
