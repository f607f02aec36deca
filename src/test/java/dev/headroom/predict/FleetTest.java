package dev.headroom.predict;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Replicas that start with 20 MiB, grow by 3 MiB a second and hold 200 MiB from an age of 60 s on. */
class FleetTest {

    private static final double MIB = 1 << 20;
    private static final long START = 1_700_000_000_000L;
    private static final long HOUR = 3_600_000;
    private static final long MINUTE = 60_000;
    private static final String WORKLOAD = "shop/Deployment/cart/app";

    private final Fleet fleet = new Fleet(MemoryModel::new);

    @BeforeEach
    void one_has_lived_and_is_gone() {
        live("old", WORKLOAD, ContainerSpec.UNKNOWN, START, 1800);
        fleet.gone("old");
    }

    @ParameterizedTest(name = "born just now, the next {0} s: {1} MiB")
    @CsvSource({"10, 49", "25, 95", "60, 200", "300, 200"})
    void a_young_replica_is_forecast_from_its_siblings_at_that_age(int seconds, double expected) {
        fleet.appeared("new", WORKLOAD, ContainerSpec.UNKNOWN, START + HOUR);
        ContainerForecast forecast = forecast("new", START + HOUR + 1000, seconds * 1000L);
        // A range of age is known by the mean over it: 35, 50, 65 MiB until 15 s; 80, 95, 110 until 30 s.
        assertThat(forecast.p50Bytes() / MIB).isCloseTo(expected, within(expected * 0.05));
        assertThat(forecast.p95Bytes()).isGreaterThan(forecast.p50Bytes());
        assertThat(forecast.p99Bytes()).isGreaterThan(forecast.p95Bytes());
        assertThat(forecast.confidence()).isEqualTo(0.5);
        assertThat(forecast.why()).anyMatch(part -> part.name().equals("by siblings at this age"));
    }

    @Test
    void alone_it_is_not() {
        fleet.appeared("alone", "", ContainerSpec.UNKNOWN, START + HOUR);
        fleet.appeared("other", "shop/Deployment/other/app", ContainerSpec.UNKNOWN, START + HOUR);
        assertThat(forecast("alone", START + HOUR + 1000, MINUTE).confidence()).isZero();
        assertThat(forecast("other", START + HOUR + 1000, MINUTE).confidence()).isZero();
        assertThat(fleet.placement("alone", START + HOUR + 1000)).isNull();
    }

    @Test
    void its_own_earlier_life_is_no_sibling() {
        live("only", "shop/Deployment/one/app", ContainerSpec.UNKNOWN, START, 60);
        ContainerForecast forecast = forecast("only", START + MINUTE, MINUTE);
        assertThat(forecast.why()).noneMatch(part -> part.name().contains("siblings"));
    }

    @Test
    void the_older_it_gets_the_more_its_own_word_counts() {
        // Holds 50 from the start, where its sibling held 200.
        fleet.appeared("new", WORKLOAD, ContainerSpec.UNKNOWN, START + HOUR);
        double last = 250 * MIB;
        for (int age = 5; age <= 130; age += 5) {
            fleet.observe("new", says(START + HOUR, age, 50));
            double p50 = forecast("new", START + HOUR + age * 1000L, MINUTE).p50Bytes();
            assertThat(p50).isLessThanOrEqualTo(last * 1.001);
            last = p50;
            if (age == 60) {
                // half of each: (50 + 200) / 2
                assertThat(p50 / MIB).isCloseTo(125, within(2.0));
            }
        }
        assertThat(last / MIB).isCloseTo(50, within(1.0));
    }

    @Test
    void it_is_not_forecast_below_what_it_has() {
        fleet.appeared("new", WORKLOAD, ContainerSpec.UNKNOWN, START + HOUR);
        fleet.observe("new", says(START + HOUR, 10, 300));
        assertThat(forecast("new", START + HOUR + 10_000, MINUTE).p50Bytes() / MIB)
                .isGreaterThanOrEqualTo(300);
    }

    @Test
    void nor_beyond_its_limit() {
        fleet.appeared("new", WORKLOAD, limit(150), START + HOUR);
        ContainerForecast forecast = forecast("new", START + HOUR + 1000, MINUTE);
        assertThat(forecast.p50Bytes() / MIB).isCloseTo(150, exactly());
        assertThat(forecast.p99Bytes() / MIB).isCloseTo(150, exactly());
    }

    @Test
    void another_limit_counts_at_once() {
        fleet.appeared("new", WORKLOAD, limit(150), START + HOUR);
        fleet.respecified("new", limit(180));
        assertThat(forecast("new", START + HOUR + 1000, MINUTE).p50Bytes() / MIB)
                .isCloseTo(180, exactly());
        assertThat(placement("new", START + HOUR + 1000).meanBytes() / MIB).isCloseTo(180, exactly());
    }

    @Test
    void what_a_workload_learnt_survives_its_replicas() {
        fleet.appeared("new", WORKLOAD, ContainerSpec.UNKNOWN, START + 24 * HOUR);
        fleet.observe("new", says(START + 24 * HOUR, 5, 20));
        Placement placement = placement("new", START + 24 * HOUR + 5000);
        assertThat(placement.meanBytes() / MIB).isCloseTo(200, within(6.0));
    }

    @Test
    void the_last_window_of_a_replica_that_ends_counts() {
        live("short", "shop/Job/short/app", ContainerSpec.UNKNOWN, START, 100);
        fleet.gone("short");
        fleet.appeared("next", "shop/Job/short/app", ContainerSpec.UNKNOWN, START + HOUR);
        fleet.observe("next", says(START + HOUR, 5, 20));
        // 100 s, less than a window of 5 minutes
        assertThat(placement("next", START + HOUR + 5000).meanBytes() / MIB).isCloseTo(200, within(6.0));
    }

    @Test
    void a_restart_is_young_again() {
        fleet.appeared("a", WORKLOAD, ContainerSpec.UNKNOWN, START + HOUR);
        live("a", WORKLOAD, ContainerSpec.UNKNOWN, START + HOUR, 600);
        long restarted = START + HOUR + 600_000;
        fleet.observe("a", says(restarted, 5, 35));
        // nearly all of it from the sibling: it held 200 a minute after its start
        assertThat(forecast("a", restarted + 5_000, MINUTE).p50Bytes() / MIB).isBetween(180.0, 210.0);
    }

    @Test
    void an_unknown_container_has_no_forecast_and_breaks_nothing() {
        assertThat(fleet.forecast("nobody", START, MINUTE)).isNull();
        assertThat(fleet.placement("nobody", START)).isNull();
        assertThat(fleet.observe("nobody", says(START, 5, 20))).isFalse();
        fleet.missed("nobody", START);
        fleet.respecified("nobody", limit(1));
        fleet.gone("nobody");
        assertThat(fleet.observe("old", says(START + HOUR, 5, 20))).isFalse();
    }

    @Test
    void a_container_that_appears_twice_is_one() {
        live("a", WORKLOAD, ContainerSpec.UNKNOWN, START + HOUR, 600);
        fleet.appeared("a", WORKLOAD, limit(1), START + HOUR + 600_000);
        assertThat(forecast("a", START + HOUR + 600_000, MINUTE).p50Bytes() / MIB)
                .isCloseTo(200, within(4.0));
    }

    private ContainerForecast forecast(String key, long now, long horizon) {
        return requireNonNull(fleet.forecast(key, now, horizon));
    }

    private Placement placement(String key, long now) {
        return requireNonNull(fleet.placement(key, now));
    }

    private void live(String key, String workload, ContainerSpec spec, long born, int seconds) {
        fleet.appeared(key, workload, spec, born);
        for (int age = 5; age <= seconds; age += 5) {
            assertThat(fleet.observe(key, says(born, age, Math.min(200, 20 + 3 * age))))
                    .isTrue();
        }
    }

    private static Sample says(long born, int age, double resident) {
        return Sample.at(born + age * 1000L, Sample.Origin.SCRAPE)
                .put(Signal.RESIDENT, resident * MIB)
                .put(Signal.START_TIME_SECONDS, born / 1000.0)
                .build();
    }

    private static ContainerSpec limit(double mib) {
        return ContainerSpec.UNKNOWN.withLimit((long) (mib * MIB));
    }

    private static Offset<Double> exactly() {
        return within(0.001);
    }
}
