package dev.headroom.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.headroom.api.ForecastSource;
import dev.headroom.api.MemoryForecast;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkloadProfileTest {

    @Test
    void mean_and_spread_of_alike_replicas() {
        WorkloadProfile profile =
                WorkloadProfile.of(List.of(measured(1000, 30, 5), measured(1040, 30, 9), measured(960, 30, 7)));
        // mean 1000; between (0 + 40² + 40²)/3 = 1066.7; own 900; √1966.7 = 44.3
        assertThat(profile).isEqualTo(new WorkloadProfile(3, 1000, 44, 9, 0));
        // 44·√(4/3) = 50.8; confidence 0.8 − 0.3/3
        MemoryForecast next = profile.forNewReplica();
        assertThat(next.meanBytes()).isEqualTo(1000);
        assertThat(next.spreadBytes()).isEqualTo(50);
        assertThat(next.confidence()).isCloseTo(0.7, within(1e-9));
        assertThat(next.source()).isEqualTo(ForecastSource.REPLICAS);
        assertThat(next.sampledAtMillis()).isEqualTo(9);
    }

    @Test
    void only_measurements_count() {
        MemoryForecast guess = new MemoryForecast(5000, 0, 0.2, 0, ForecastSource.SPEC);
        assertThat(WorkloadProfile.of(List.of(guess, MemoryForecast.UNKNOWN))).isEqualTo(WorkloadProfile.EMPTY);
        assertThat(WorkloadProfile.of(List.of(guess, measured(100, 1, 1))).meanBytes())
                .isEqualTo(100);
        assertThat(WorkloadProfile.EMPTY.forNewReplica()).isEqualTo(MemoryForecast.UNKNOWN);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4})
    void one_lying_replica_among_alike_ones_moves_the_forecast_by_ten_percent_at_most(long seed) {
        Random random = new Random(seed);
        for (int replicas = 3; replicas < 60; replicas++) {
            List<MemoryForecast> honest = new ArrayList<>();
            for (int i = 0; i < replicas; i++) {
                honest.add(measured(1_000_000 + random.nextInt(20_000), 50_000, 1));
            }
            double before = WorkloadProfile.of(honest).meanBytes();
            for (long lie : new long[] {0, 1, 100_000_000, MemoryForecast.MAX_BYTES}) {
                List<MemoryForecast> lying = new ArrayList<>(honest);
                lying.set(random.nextInt(replicas), measured(lie, MemoryForecast.MAX_BYTES, 1));
                WorkloadProfile profile = WorkloadProfile.of(lying);
                assertThat(profile.meanBytes())
                        .as("%d replicas, one says %d", replicas, lie)
                        .isCloseTo((long) before, within((long) (before * 0.1)));
                assertThat(profile.spreadBytes()).isLessThan(profile.meanBytes() / 2);
            }
        }
    }

    @Test
    void where_replicas_were_larger_lately_a_new_one_is_expected_to_be_as_large() {
        WorkloadProfile night = WorkloadProfile.of(List.of(measured(1000, 60, 5)));
        // one replica: 60·√2 = 84.9
        assertThat(night.withUsualPeak(900).forNewReplica()).isEqualTo(night.forNewReplica());
        assertThat(night.forNewReplica().spreadBytes()).isEqualTo(84);
        // p95 1000 + 1.645·84.9 = 1139.6; about 1050 that is (1139.6 − 1050)/1.645 = 54.5
        MemoryForecast larger = night.withUsualPeak(1050).forNewReplica();
        assertThat(larger.meanBytes()).isEqualTo(1050);
        assertThat(larger.spreadBytes()).isEqualTo(54);
        // beyond p95 at least 3 %
        MemoryForecast noon = night.withUsualPeak(2000).forNewReplica();
        assertThat(noon.meanBytes()).isEqualTo(2000);
        assertThat(noon.spreadBytes()).isEqualTo(60);
        assertThat(WorkloadProfile.EMPTY.withUsualPeak(2000).forNewReplica()).isEqualTo(MemoryForecast.UNKNOWN);
    }

    @Test
    void the_order_of_replicas_does_not_matter() {
        List<MemoryForecast> replicas = new ArrayList<>();
        for (int i = 1; i <= 9; i++) {
            replicas.add(measured(100_000L * i, 1000L * i, i));
        }
        WorkloadProfile profile = WorkloadProfile.of(replicas);
        Collections.reverse(replicas);
        assertThat(WorkloadProfile.of(replicas)).isEqualTo(profile);
    }

    private static MemoryForecast measured(long mean, long spread, long atMillis) {
        return new MemoryForecast(mean, spread, 0.9, atMillis, ForecastSource.MEASURED);
    }

    @Test
    void a_new_replica_may_be_as_low_as_its_siblings() {
        // Large by day: 3,000 is expected of each, and 1,000 is all that is sure of them now.
        MemoryForecast sibling = new MemoryForecast(3_000, 100, 0.9, 7, ForecastSource.MEASURED).withLow(1_000);
        MemoryForecast forecast =
                WorkloadProfile.of(List.of(sibling, sibling, sibling)).forNewReplica();
        assertThat(forecast.meanBytes()).isEqualTo(3_000);
        assertThat(forecast.lowBytes()).isBetween(999L, 1_000L);
    }

    @Test
    void what_nobody_has_looked_at_for_long_is_sure_of_nothing() {
        MemoryForecast forecast = new MemoryForecast(100_000, 1_000, 0.9, 0, ForecastSource.MEASURED).withLow(95_000);
        Ageing ageing = new Ageing(60_000, 600_000, 3_600_000);
        assertThat(ageing.aged(forecast, 60_000, 0).lowBytes()).isEqualTo(95_000);
        assertThat(ageing.aged(forecast, 3_000_000, 0).lowBytes()).isLessThan(50_000);
    }
}
