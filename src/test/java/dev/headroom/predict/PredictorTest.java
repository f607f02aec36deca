package dev.headroom.predict;

import static dev.headroom.testkit.PodBuilder.aPod;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.headroom.api.ForecastSource;
import dev.headroom.api.MemoryForecast;
import dev.headroom.api.PodInfo;
import dev.headroom.api.PodMemorySpec;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PredictorTest {

    private static final long MIB = 1 << 20;
    private static final long NOW = 1_000_000_000L;

    private final Predictor predictor = new Predictor();
    private final PodInfo pod =
            aPod().annotatedPlateau("150Mi", "10Mi").limitedTo("1Gi").build();

    @ParameterizedTest(name = "{0}: {3} MiB from {4}")
    @CsvSource(delimiter = '|', textBlock = """
            a fresh measurement wins                       |       1000 |      1000 | 200 | MEASURED
            an ageing one still wins over its replicas     |    1800000 |      1000 | 200 | MEASURED
            a forgotten one leaves it to the replicas      |    3600000 |      1000 | 180 | REPLICAS
            replicas are believed for two days             |    3600000 | 172799999 | 180 | REPLICAS
            after that the annotation is all that is left  |    3600000 | 172800000 | 150 | ANNOTATION
            """)
    void order_of_trust(String name, long ownAge, long replicasAge, long mib, ForecastSource source) {
        WorkloadProfile profile = new WorkloadProfile(4, 180 * MIB, 10 * MIB, NOW - replicasAge, 0);
        MemoryForecast forecast = predictor.forecast(pod, measured(200, 20, NOW - ownAge), profile, NOW);
        assertThat(forecast.source()).isEqualTo(source);
        assertThat(forecast.meanBytes()).isEqualTo(mib * MIB);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            GOMEMLIMIT: 0.85 and 0.15 of 400       | 0   | 400Mi | 100Mi | 340 |  60
            limit: 0.6 and 0.2 of 500              | 500Mi | 0   | 100Mi | 300 | 100
            request 1 and 0.5 of 100               | 0   | 0     | 100Mi | 100 |  50
            GOMEMLIMIT above the limit is cut to it | 300Mi | 400Mi | 0  | 300 |   0
            GOMEMLIMIT near the limit: (400−340)/2 | 400Mi | 400Mi | 0   | 340 |  30
            """)
    void without_any_measurement_the_spec_speaks(
            String name, String limit, String goMemLimit, String request, long mean, long spread) {
        PodInfo unseen = aPod().limitedTo(limit)
                .withGoMemLimit(goMemLimit)
                .requesting(0, request)
                .build();
        MemoryForecast forecast = predictor.forecast(unseen, null, null, NOW);
        assertThat(forecast.meanBytes()).isEqualTo(mean * MIB);
        assertThat(forecast.spreadBytes()).isEqualTo(spread * MIB);
        assertThat(forecast.source()).isEqualTo(ForecastSource.SPEC);
        assertThat(forecast.confidence()).isLessThan(0.5);
    }

    @Test
    void of_a_pod_that_says_nothing_nothing_is_known() {
        PodInfo silent = aPod().build();
        assertThat(predictor.forecast(silent, null, WorkloadProfile.EMPTY, NOW)).isEqualTo(MemoryForecast.UNKNOWN);
        assertThat(predictor.forecast(silent, MemoryForecast.UNKNOWN, null, NOW))
                .isEqualTo(MemoryForecast.UNKNOWN);
    }

    @Test
    void the_reference_mismatch_128Mi_requested_512Mi_limit_400Mi_used_lies_within_the_specs_spread() {
        PodInfo mismatch = aPod().requesting(0, "128Mi").limitedTo("512Mi").build();
        MemoryForecast forecast = predictor.forecast(mismatch, null, null, NOW);
        // 307 ± 102: p95 is 307 + 1.645·102 = 475
        assertThat(forecast.meanBytes() + 1.645 * forecast.spreadBytes()).isGreaterThan(400.0 * MIB);
    }

    @Test
    void an_annotation_without_spread_gets_fifteen_percent() {
        PodInfo annotated = aPod().annotatedPlateau("200Mi", "0").build();
        assertThat(predictor.forecast(annotated, null, null, NOW).spreadBytes()).isEqualTo(30 * MIB);
    }

    @Test
    void a_measurement_ages_after_half_a_minute() {
        // 30 s fresh; one half-life (600 s) later half the confidence and 10 % of 200 more spread; at most 50 % more.
        assertAged(30_000, 20, 0.9);
        assertAged(630_000, 40, 0.45);
        assertAged(1_230_000, 60, 0.225);
        assertAged(-5_000, 20, 0.9);
    }

    private void assertAged(long ageMillis, long spreadMib, double confidence) {
        MemoryForecast forecast = predictor.forecast(pod, measured(200, 20, NOW - ageMillis), null, NOW);
        assertThat(forecast.spreadBytes()).isEqualTo(spreadMib * MIB);
        assertThat(forecast.confidence()).isCloseTo(confidence, within(1e-9));
        assertThat(forecast.sampledAtMillis()).isEqualTo(NOW - ageMillis);
    }

    @Test
    void an_impossible_ageing_is_refused_with_its_values() {
        assertThatThrownBy(() -> new Ageing(10, 0, 5))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("half-life 0 ms");
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void whatever_is_known_the_forecast_stays_within_the_limit(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 10_000; i++) {
            long limit = 1 + random.nextLong(1L << 34);
            PodInfo any = aPod().requesting(0, "" + random.nextLong(1L << 34)).build();
            any = withMemory(any, new PodMemorySpec(limit, maybe(random), maybe(random), maybe(random)));
            MemoryForecast own =
                    random.nextBoolean() ? null : measured(random.nextLong(1L << 14), random.nextLong(1L << 14), NOW);
            MemoryForecast forecast = predictor.forecast(any, own, randomProfile(random), NOW);
            assertThat(forecast.isKnown()).isTrue();
            assertThat(forecast.meanBytes()).isBetween(0L, limit);
            assertThat(forecast.meanBytes() + 2 * forecast.spreadBytes()).isLessThanOrEqualTo(limit);
        }
    }

    private static @Nullable WorkloadProfile randomProfile(Random random) {
        return random.nextBoolean()
                ? null
                : new WorkloadProfile(random.nextInt(5), random.nextLong(1L << 34), maybe(random), NOW, maybe(random));
    }

    private static long maybe(Random random) {
        return random.nextBoolean() ? 0 : random.nextLong(1L << 34);
    }

    private static PodInfo withMemory(PodInfo p, PodMemorySpec memory) {
        return new PodInfo(
                p.uid(),
                p.namespace(),
                p.name(),
                p.schedulerName(),
                p.workload(),
                p.priority(),
                p.requests(),
                memory,
                p.forecast());
    }

    private static MemoryForecast measured(long mean, long spread, long atMillis) {
        return new MemoryForecast(mean * MIB, spread * MIB, 0.9, atMillis, ForecastSource.MEASURED);
    }
}
