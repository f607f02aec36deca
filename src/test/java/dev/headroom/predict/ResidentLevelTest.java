package dev.headroom.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Amounts are MiB. */
class ResidentLevelTest {

    private static final double MIB = 1 << 20;
    private static final long START = 1_700_000_000_000L;
    private static final double HELD_UNKNOWN = Double.NaN;

    private final ResidentLevel level = new ResidentLevel();

    @Test
    void nothing_is_known_at_first() {
        assertThat(level.isKnown()).isFalse();
        assertThat(level.now()).isNaN();
        assertThat(level.floor(at(0))).isZero();
        // what 20 kinds of programs had: 8.4 to 8.6
        assertThat(level.filePages() / MIB).isEqualTo(8.5);
    }

    @Test
    void the_programs_word_is_taken() {
        assertThat(level.said(says(0, 190), HELD_UNKNOWN)).isTrue();
        assertThat(level.now() / MIB).isEqualTo(190);
        assertThat(level.at()).isEqualTo(at(0));
        assertThat(level.isReported()).isTrue();
    }

    @Test
    void of_a_program_that_tells_only_what_its_runtime_holds_5_more_are_resident() {
        Sample silent = Sample.at(at(0), Sample.Origin.SCRAPE).build();
        assertThat(level.said(silent, 180 * MIB)).isTrue();
        // 4.7 to 5.3 in the same programs
        assertThat(level.now() / MIB).isEqualTo(185);
        assertThat(level.isReported()).isFalse();
        assertThat(new ResidentLevel().said(silent, HELD_UNKNOWN)).isFalse();
    }

    /** The kernel's usage is 100 MiB; it may double every 15 s, and 32 of shared pages lie beside it. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            a little more than is charged is the rule             |  110 |   0 |  5 |  110
            100 · 2^(5 / 15) + 32                                 | 1000 |   0 |  5 |  157.99
            and 50 of mapped files that are charged               | 1000 |  50 |  5 |  207.99
            after 15 s 2 · 100 + 32                               | 1000 |   0 | 15 |  232
            an account of 45 s ago still contradicts: 8 · 100 + 32 | 1000 |   0 | 45 |  832
            an older one does not                                 | 1000 |   0 | 46 | 1000
            """)
    void the_kernels_account_bounds_the_programs_word_from_above(
            String name, double said, double mappedFile, int seconds, double now) {
        level.accounted(
                account(0, 92, 100).put(Signal.MAPPED_FILE, mappedFile * MIB).build());
        level.said(says(seconds, said), HELD_UNKNOWN);
        assertThat(level.now() / MIB).isCloseTo(now, within(0.01));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            what is anonymous is needed               | 92 | 300 |  5 | 92
            without it, the working set               |    | 300 |  5 | 300
            45 s later still: Prometheus asks every 30 | 92 | 300 | 45 | 92
            then the account is too old               | 92 | 300 | 46 | 0
            """)
    void the_kernels_account_is_a_floor_that_no_program_can_forge(
            String name, Double anon, double workingSet, int seconds, double floor) {
        Sample.Builder account = Sample.at(at(0), Sample.Origin.KUBELET).put(Signal.WORKING_SET, workingSet * MIB);
        if (anon != null) {
            account.put(Signal.ANON, anon * MIB);
        }
        level.accounted(account.build());
        assertThat(level.floor(at(seconds)) / MIB).isEqualTo(floor);
    }

    @Test
    void of_a_container_that_says_nothing_the_cgroup_tells_all() {
        assertThat(level.accounted(account(0, 92, 150).build())).isTrue();
        // 92 and the 8.5 of file pages that a cgroup is not charged for
        assertThat(level.now() / MIB).isCloseTo(100.5, within(1e-9));
        assertThat(level.accounted(account(5, 95, 150).build())).isTrue();
        assertThat(level.now() / MIB).isCloseTo(103.5, within(1e-9));
    }

    @Test
    void file_pages_that_are_charged_are_resident_too() {
        level.accounted(account(0, 92, 150).put(Signal.MAPPED_FILE, 40 * MIB).build());
        assertThat(level.now() / MIB).isEqualTo(132);
    }

    @Test
    void without_anonymous_memory_the_working_set_stands_in_and_then_the_usage() {
        level.accounted(Sample.at(at(0), Sample.Origin.KUBELET)
                .put(Signal.WORKING_SET, 120 * MIB)
                .put(Signal.USAGE, 300 * MIB)
                .build());
        assertThat(level.now() / MIB).isEqualTo(120);
        // all of it is charged: the limit lies where it is
        assertThat(level.filePages()).isZero();

        level.accounted(Sample.at(at(5), Sample.Origin.KUBELET)
                .put(Signal.USAGE, 310 * MIB)
                .build());
        assertThat(level.now() / MIB).isEqualTo(310);
        assertThat(level.accounted(Sample.at(at(10), Sample.Origin.KUBELET).build()))
                .isFalse();
    }

    @Test
    void while_the_program_speaks_the_account_only_teaches_what_is_not_charged() {
        for (int s = 0; s <= 100; s += 5) {
            level.said(says(s, 234), HELD_UNKNOWN);
            assertThat(level.accounted(account(s, 134, 190).build())).isFalse();
        }
        // 234 is resident, 134 charged as anonymous: 100, reached by a fifth of the way with each word that follows
        assertThat(level.now() / MIB).isEqualTo(234);
        assertThat(level.filePages() / MIB).isCloseTo(100, within(1.1));
    }

    @Test
    void a_program_that_falls_silent_is_followed_by_its_cgroup() {
        for (int s = 0; s <= 100; s += 5) {
            level.said(says(s, 234), HELD_UNKNOWN);
            level.accounted(account(s, 134, 190).build());
        }
        // up to 8 s after its last word nothing changes
        assertThat(level.accounted(account(105, 134, 190).build())).isFalse();
        assertThat(level.accounted(account(110, 150, 190).build())).isTrue();
        // 150 and the 100 that were learnt
        assertThat(level.now() / MIB).isCloseTo(250, within(1.1));
        assertThat(level.at()).isEqualTo(at(110));

        level.said(says(115, 240), HELD_UNKNOWN);
        assertThat(level.now() / MIB).isEqualTo(240);
    }

    @Test
    void the_kernels_peak_tells_what_was_reached_between_two_looks() {
        assertThat(level.reachedBetween(peak(0, 100))).isNaN();
        assertThat(level.reachedBetween(peak(5, 100.4))).isNaN();
        // 140 charged and 8.5 of file pages
        assertThat(level.reachedBetween(peak(10, 140)) / MIB).isCloseTo(148.5, within(1e-9));
        assertThat(level.reachedBetween(Sample.at(at(15), Sample.Origin.KUBELET).build()))
                .isNaN();
        assertThat(level.reachedBetween(peak(20, 140))).isNaN();
    }

    @Test
    void after_a_restart_the_level_and_the_peak_are_unknown() {
        level.said(says(0, 190), HELD_UNKNOWN);
        level.reachedBetween(peak(0, 190));
        level.restart();
        assertThat(level.isKnown()).isFalse();
        assertThat(level.reachedBetween(peak(5, 30))).isNaN();
        assertThat(level.reachedBetween(peak(10, 60)) / MIB).isCloseTo(68.5, within(1e-9));
    }

    private static Sample says(int seconds, double resident) {
        return Sample.at(at(seconds), Sample.Origin.SCRAPE)
                .put(Signal.RESIDENT, resident * MIB)
                .build();
    }

    private static Sample.Builder account(int seconds, double anon, double usage) {
        return Sample.at(at(seconds), Sample.Origin.KUBELET)
                .put(Signal.ANON, anon * MIB)
                .put(Signal.USAGE, usage * MIB)
                .put(Signal.WORKING_SET, usage * MIB);
    }

    private static Sample peak(int seconds, double peak) {
        return Sample.at(at(seconds), Sample.Origin.KUBELET)
                .put(Signal.PEAK, peak * MIB)
                .build();
    }

    private static long at(int seconds) {
        return START + seconds * 1000L;
    }
}
