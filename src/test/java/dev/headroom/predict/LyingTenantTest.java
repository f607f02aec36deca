package dev.headroom.predict;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A tenant whose program says what is not true: of its own forecast the kernel's account has the last word, and its
 * siblings' it hardly moves. It holds 96 MiB, of which 88 are charged to its cgroup.
 */
class LyingTenantTest {

    private static final double MIB = 1 << 20;
    private static final double FILE_PAGES = 8.6;
    private static final long MINUTE = 60_000;
    private static final String WORKLOAD = "shop/Deployment/cart/app";

    @ParameterizedTest(name = "{0} times what it has, in a container of {1} MiB")
    @CsvSource({"0.1, 0", "0.1, 128", "0.1, 512", "0.5, 128", "0, 0"})
    void who_claims_less_is_forecast_at_what_the_kernel_sees(double factor, double limit) {
        GoProgram program = GoProgram.allocating(40, age -> 45).containerLimit(limit);
        MemoryModel model = new MemoryModel(program.spec());
        for (int s = 5; s <= 600; s += 5) {
            program.runUntil(s);
            model.observe(claim(program, factor));
            model.observe(program.account().build());
            ContainerForecast forecast = model.forecast(program.nowMillis(), MINUTE);
            assertThat(forecast.p50Bytes()).isGreaterThanOrEqualTo((long) program.anon());
            if (limit > 0) {
                assertThat(forecast.p99Bytes() / MIB).isLessThan(limit + FILE_PAGES);
            }
        }
    }

    @ParameterizedTest(name = "{0} times what it has")
    @ValueSource(doubles = {5, 10, 1000})
    void who_claims_more_is_believed_to_twice_its_usage_and_some_shared_pages(double factor) {
        GoProgram program = GoProgram.allocating(40, age -> 45);
        MemoryModel model = new MemoryModel(program.spec());
        for (int s = 5; s <= 600; s += 5) {
            program.runUntil(s);
            model.observe(program.account().build());
            double believed = 2 * (program.anon() + MIB) + 256 * MIB;
            model.observe(Sample.at(program.nowMillis(), Sample.Origin.SCRAPE)
                    .put(Signal.RESIDENT, program.resident() * factor)
                    .build());
            if (s > 60) {
                // Such a claim does not grow: what it is forecast at is what it is believed to have.
                ContainerForecast forecast = model.forecast(program.nowMillis(), MINUTE);
                assertThat(forecast.p50Bytes() / believed).isLessThan(1.02);
            }
        }
    }

    @Test
    void without_the_kernels_account_the_limit_alone_bounds_what_is_claimed() {
        GoProgram program = GoProgram.allocating(40, age -> 45).containerLimit(1024);
        MemoryModel model = new MemoryModel(program.spec());
        for (int s = 5; s <= 600; s += 5) {
            program.runUntil(s);
            // 960 of 1024
            model.observe(claim(program, 10));
            ContainerForecast forecast = model.forecast(program.nowMillis(), MINUTE);
            assertThat(forecast.p99Bytes() / MIB).isLessThan(1024 + FILE_PAGES);
        }
    }

    @ParameterizedTest(name = "everything is {0}")
    @ValueSource(doubles = {-1, 1e18, -1e18, Double.NaN, Double.POSITIVE_INFINITY})
    void who_talks_nonsense_is_forecast_from_its_cgroup(double nonsense) {
        GoProgram program = GoProgram.allocating(40, age -> 45).containerLimit(512);
        MemoryModel model = new MemoryModel(program.spec());
        for (int s = 5; s <= 300; s += 5) {
            program.runUntil(s);
            Sample.Builder says = Sample.at(program.nowMillis(), Sample.Origin.SCRAPE);
            for (Signal signal : Signal.values()) {
                // What is counted may be large: only bytes are nonsense beyond 64 TiB.
                says.put(signal, signal.kind() == Signal.Kind.BYTES ? nonsense : Double.NaN);
            }
            model.observe(says.build());
            model.observe(program.account().build());
        }
        ContainerForecast forecast = model.forecast(program.nowMillis(), MINUTE);
        assertThat(forecast.p50Bytes() / program.resident()).isCloseTo(1, within(0.02));
        assertThat(forecast.p99Bytes() / MIB).isLessThan(512);
        assertThat(forecast.confidence()).isEqualTo(0.75);
    }

    @Test
    void a_tenant_cannot_raise_or_lower_its_limit() {
        GoProgram program = GoProgram.allocating(40, age -> 45).containerLimit(128);
        MemoryModel model = new MemoryModel(program.spec());
        for (int s = 5; s <= 100; s += 5) {
            program.runUntil(s);
            model.observe(program.says()
                    .put(Signal.CGROUP_MAX, 1024 * MIB)
                    .put(Signal.ANON, 1000 * MIB)
                    .put(Signal.USAGE, 1000 * MIB)
                    .put(Signal.PEAK, 1000 * MIB)
                    .build());
            model.observe(program.account().build());
        }
        ContainerForecast forecast = model.forecast(program.nowMillis(), MINUTE);
        assertThat(forecast.p99Bytes() / MIB).isLessThan(128 + FILE_PAGES);
        assertThat(forecast.p50Bytes() / program.resident()).isCloseTo(1, within(0.02));
    }

    /** Four replicas hold 100 MiB each; a fifth, which appears last, claims something else. */
    @ParameterizedTest(name = "{0} times what it has")
    @ValueSource(doubles = {10, 0.1, 0})
    void one_of_five_moves_what_is_forecast_of_its_siblings_by_no_more_than_10_percent(double factor) {
        Fleet honest = fiveReplicas(1);
        Fleet lied = fiveReplicas(factor);
        long now = (GoProgram.STARTED_SECONDS + 1805) * 1000;
        for (Fleet fleet : new Fleet[] {honest, lied}) {
            fleet.appeared("new", WORKLOAD, ContainerSpec.UNKNOWN, now);
        }
        for (long horizon : new long[] {10_000, MINUTE, 300_000}) {
            assertThat(p50(lied, "new", now, horizon) / p50(honest, "new", now, horizon))
                    .isBetween(0.9, 1.1);
            assertThat(p50(lied, "r1", now, horizon)).isEqualTo(p50(honest, "r1", now, horizon));
        }
        // Bins of 5 %: 1.05² instead of 1.10.
        Placement sibling = requireNonNull(lied.placement("r1", now));
        Placement before = requireNonNull(honest.placement("r1", now));
        assertThat(sibling.meanBytes() / before.meanBytes()).isBetween(1 / 1.1026, 1.1026);
    }

    private static double p50(Fleet fleet, String key, long now, long horizon) {
        return requireNonNull(fleet.forecast(key, now, horizon)).p50Bytes();
    }

    /** They held it from their first second on. */
    private static Fleet fiveReplicas(double factor) {
        Fleet fleet = new Fleet(MemoryModel::new);
        for (int s = 5; s <= 1800; s += 5) {
            for (int replica = 0; replica < 5; replica++) {
                long now = (GoProgram.STARTED_SECONDS + s) * 1000L + replica;
                fleet.appeared("r" + replica, WORKLOAD, ContainerSpec.UNKNOWN, now);
                double claimed = replica == 4 ? 100 * factor : 100;
                fleet.observe(
                        "r" + replica,
                        Sample.at(now, Sample.Origin.SCRAPE)
                                .put(Signal.RESIDENT, claimed * MIB)
                                .put(Signal.START_TIME_SECONDS, GoProgram.STARTED_SECONDS)
                                .build());
            }
        }
        return fleet;
    }

    /** All that it says of its memory, so many times as much as there is. */
    private static Sample claim(GoProgram program, double factor) {
        return program.says()
                .put(Signal.RESIDENT, program.resident() * factor)
                .put(Signal.MAPPED, program.resident() * factor * 0.95)
                .put(Signal.HEAP_GOAL, program.heapGoal() * factor)
                .put(Signal.HEAP_OBJECTS, program.heapGoal() * factor * 0.8)
                .put(Signal.HEAP_LIVE, program.heapGoal() * factor * 0.5)
                .build();
    }
}
