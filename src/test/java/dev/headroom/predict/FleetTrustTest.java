package dev.headroom.predict;

import static dev.headroom.predict.Looks.MIB;
import static dev.headroom.predict.Looks.account;
import static dev.headroom.predict.Looks.resident;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.headroom.api.Contribution.Quantity;
import dev.headroom.api.Contribution.Unit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What replicas, dead or alive, liars or young, may make of what their siblings are believed to need. */
class FleetTrustTest {

    private static final long T0 = 1_700_000_000_000L;
    private static final long MINUTE = 60_000;
    private static final String W = "w";

    /** WorkloadHistory: a start is clamped to what the others held at their first look. */
    @ParameterizedTest
    @ValueSource(ints = {2, 3, 5})
    void replicas_that_start_together_teach_a_new_one_what_they_hold(int n) {
        Fleet fleet = grown(n);
        fleet.appeared("new", W, ContainerSpec.UNKNOWN, T0 + 1800_000);
        assertThat(p50(fleet, "new", T0 + 1801_000, MINUTE) / MIB).isCloseTo(200, within(16.0));
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 5})
    void placement_of_replicas_that_started_together_is_what_they_hold(int n) {
        Fleet fleet = grown(n);
        assertThat(requireNonNull(fleet.placement("r0", T0 + 1800_000)).meanBytes() / MIB)
                .isCloseTo(200, within(16.0));
        fleet.appeared("new", W, ContainerSpec.UNKNOWN, T0 + 1800_000);
        assertThat(requireNonNull(fleet.placement("new", T0 + 1801_000)).meanBytes() / MIB)
                .isCloseTo(200, within(16.0));
    }

    @Test
    void of_replicas_one_after_another_the_start_stays_a_start() {
        Fleet fleet = new Fleet(MemoryModel::new);
        for (int r = 0; r < 3; r++) {
            live(fleet, "r" + r, T0 + r * 3600_000L, 1800);
            fleet.gone("r" + r);
        }
        fleet.appeared("new", W, ContainerSpec.UNKNOWN, T0 + 4 * 3600_000L);
        assertThat(p50(fleet, "new", T0 + 4 * 3600_000L + 1000, 10_000) / MIB).isCloseTo(49, within(5.0));
    }

    /** Growth of a workload is never learnt: dead replicas outvote the living. */
    @Test
    void a_new_version_twice_as_large_is_known_after_a_day() {
        WorkloadHistory h = new WorkloadHistory();
        for (int w = 0; w < 576; w++) {
            for (int r = 0; r < 3; r++) {
                h.peak((w < 288 ? "v1-" : "v2-") + r, T0 + w * 300_000L, (w < 288 ? 100 : 200) * MIB);
            }
        }
        assertThat(h.quantile(0.9) / MIB).isCloseTo(200, within(10.0));
    }

    /** A liar that speaks first. */
    @ParameterizedTest
    @ValueSource(ints = {3, 5, 8})
    void a_liar_that_speaks_first_moves_no_quantile_by_more_than_10_percent(int n) {
        WorkloadHistory h = new WorkloadHistory();
        for (int w = 0; w < 24; w++) {
            for (int r = 0; r < n; r++) {
                h.peak("r" + r, T0 + w * 300_000L, (r == 0 ? 1000 : 100) * MIB);
            }
        }
        assertThat(h.quantile(0.9) / MIB).isLessThan(113);
    }

    @Test
    void a_liar_among_three_moves_no_placement_of_its_siblings() {
        Fleet fleet = new Fleet(MemoryModel::new);
        for (int s = 5; s <= 900; s += 5) {
            for (int r = 0; r < 3; r++) {
                fleet.appeared("r" + r, W, ContainerSpec.UNKNOWN, T0);
                fleet.observe("r" + r, resident(T0 + s * 1000L, r == 2 ? 1000 : 100));
            }
        }
        assertThat(requireNonNull(fleet.placement("r0", T0 + 900_000)).meanBytes() / MIB)
                .isLessThan(113);
    }

    @Test
    void a_claim_of_a_young_replica_with_siblings_stays_within_the_limit() {
        Fleet fleet = new Fleet(MemoryModel::new);
        ContainerSpec spec = ContainerSpec.UNKNOWN.withLimit(256 << 20);
        fleet.appeared("r0", W, spec, T0);
        for (int s = 5; s <= 600; s += 5) {
            fleet.observe("r0", resident(T0 + s * 1000L, 100));
        }
        fleet.appeared("liar", W, spec, T0 + 600_000);
        for (int s = 605; s <= 630; s += 5) {
            fleet.observe("liar", account(T0 + s * 1000L, 92, 95).build());
            fleet.observe("liar", resident(T0 + s * 1000L, 1000));
        }
        assertThat(p50(fleet, "liar", T0 + 630_000, MINUTE) / MIB).isLessThan(265);
    }

    /** Page cache goes into the history. */
    @Test
    void page_cache_is_not_need() {
        Fleet fleet = new Fleet(MemoryModel::new);
        fleet.appeared("a", W, ContainerSpec.UNKNOWN, T0);
        for (int s = 5; s <= 1200; s += 5) {
            fleet.observe("a", resident(T0 + s * 1000L, 100));
            fleet.observe(
                    "a",
                    account(T0 + s * 1000L, 92, 900)
                            .put(Signal.WORKING_SET, 800 * MIB)
                            .build());
        }
        assertThat(requireNonNull(fleet.placement("a", T0 + 1200_000)).meanBytes() / MIB)
                .isLessThan(115);
    }

    /** The reasons of a young replica. */
    @Test
    void the_reasons_of_a_young_replica_add_up() {
        Fleet fleet = new Fleet(MemoryModel::new);
        live(fleet, "old", T0, 600);
        fleet.appeared("new", W, ContainerSpec.UNKNOWN, T0 + 700_000);
        fleet.observe("new", resident(T0 + 760_000, 50));
        ContainerForecast forecast = requireNonNull(fleet.forecast("new", T0 + 760_000, MINUTE));
        double sum = forecast.why().stream()
                .filter(part -> part.unit() == Unit.BYTES)
                .mapToDouble(Quantity::value)
                .sum();
        assertThat(sum / MIB).isCloseTo(forecast.p50Bytes() / MIB, within(0.1));
    }

    /** A start in the future. */
    @Test
    void a_start_in_the_future_makes_nobody_young_for_ever() {
        Fleet fleet = new Fleet(MemoryModel::new);
        live(fleet, "old", T0, 600);
        fleet.appeared("x", W, ContainerSpec.UNKNOWN, T0 + 600_000);
        for (int s = 605; s <= 4200; s += 5) {
            fleet.observe(
                    "x",
                    Sample.at(T0 + s * 1000L, Sample.Origin.SCRAPE)
                            .put(Signal.RESIDENT, 50 * MIB)
                            .put(Signal.START_TIME_SECONDS, 1e15)
                            .build());
        }
        assertThat(p50(fleet, "x", T0 + 4200_000, MINUTE) / MIB).isCloseTo(50, within(3.0));
    }

    /** A replica that is never heard of. */
    @Test
    void a_replica_that_says_nothing_is_known_by_its_siblings_after_2_minutes_too() {
        Fleet fleet = new Fleet(MemoryModel::new);
        live(fleet, "old", T0, 600);
        fleet.appeared("mute", W, ContainerSpec.UNKNOWN, T0 + 600_000);
        assertThat(p50(fleet, "mute", T0 + 721_000, MINUTE) / MIB).isGreaterThan(100);
    }

    @Test
    void clear_forgets_ages_too() {
        WorkloadHistory h = new WorkloadHistory();
        h.seen("a", 50, 100 * MIB, 15);
        h.clear();
        assertThat(h.highestAtAge(0, 1000)).isZero();
    }

    private static Fleet grown(int n) {
        Fleet fleet = new Fleet(MemoryModel::new);
        for (int s = 5; s <= 1800; s += 5) {
            for (int r = 0; r < n; r++) {
                fleet.appeared("r" + r, W, ContainerSpec.UNKNOWN, T0);
                fleet.observe(
                        "r" + r,
                        Sample.at(T0 + s * 1000L, Sample.Origin.SCRAPE)
                                .put(Signal.RESIDENT, Math.min(200, 20 + s * 3) * MIB)
                                .put(Signal.START_TIME_SECONDS, T0 / 1000.0)
                                .build());
            }
        }
        return fleet;
    }

    private static void live(Fleet fleet, String key, long born, int seconds) {
        fleet.appeared(key, W, ContainerSpec.UNKNOWN, born);
        for (int s = 5; s <= seconds; s += 5) {
            fleet.observe(
                    key,
                    Sample.at(born + s * 1000L, Sample.Origin.SCRAPE)
                            .put(Signal.RESIDENT, Math.min(200, 20 + s * 3) * MIB)
                            .put(Signal.START_TIME_SECONDS, born / 1000.0)
                            .build());
        }
    }

    private static double p50(Fleet fleet, String key, long now, long horizon) {
        return requireNonNull(fleet.forecast(key, now, horizon)).p50Bytes();
    }
}
