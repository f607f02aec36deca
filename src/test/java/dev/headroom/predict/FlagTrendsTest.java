package dev.headroom.predict;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Flags that need more than one look. Amounts are MiB; a container is an hour old when it is asked about. */
class FlagTrendsTest {

    private static final double MIB = 1 << 20;
    private static final long START = 1_700_000_000_000L;
    private static final double HOUR = 3600;

    private final FlagRules rules = new FlagRules();

    @Test
    void an_active_limiter_squeezes_for_a_minute() {
        HeapView heap = heap(100);
        rules.add(scrape(0).put(Signal.LIMITER_LAST_CYCLE, 0).build(), heap);
        assertThat(at(0, heap)).doesNotContain(Flag.SQUEEZED);
        rules.add(scrape(5).put(Signal.LIMITER_LAST_CYCLE, 77).build(), heap);
        assertThat(at(5, heap)).contains(Flag.SQUEEZED);
        rules.add(scrape(60).put(Signal.LIMITER_LAST_CYCLE, 77).build(), heap);
        assertThat(at(64, heap)).contains(Flag.SQUEEZED);
        assertThat(at(66, heap)).doesNotContain(Flag.SQUEEZED);
    }

    @ParameterizedTest(name = "waiting for {0} of every second: {1}")
    @CsvSource({"0.05, false", "0.2, true"})
    void tasks_that_wait_for_memory_are_pressure(double waiting, boolean flagged) {
        for (int s = 0; s <= 60; s += 10) {
            rules.addKernel(Sample.at(START + s * 1000L, Sample.Origin.KUBELET)
                    .put(Signal.PRESSURE_SOME_SECONDS, s * waiting)
                    .build());
        }
        assertThat(at(60, null).contains(Flag.MEMORY_PRESSURE)).isEqualTo(flagged);
    }

    /** 20 minutes at 5 s of 100 MiB or 1000 goroutines to begin with. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            10 % an hour is no leak                            |  10 |    0 |
            50 % an hour of what lives                         |  50 |    0 | LEAK
            30 % an hour of goroutines are none                |   0 |  300 |
            80 % an hour of goroutines                         |   0 |  800 | GOROUTINES_GROWING
            both shrink                                        | -50 | -500 |
            """)
    void what_grows_without_a_pause(String name, double livePerHour, double goroutinesPerHour, Flag flag) {
        HeapView heap = heap(100);
        for (int s = 0; s <= 1200; s += 5) {
            heap = heap(100 + livePerHour * s / 3600);
            rules.add(
                    scrape(s)
                            .put(Signal.GOROUTINES, 1000 + goroutinesPerHour * s / 3600)
                            .build(),
                    heap);
        }
        assertThat(at(1200, heap)).isEqualTo(flag == null ? Set.of() : Set.of(flag));
    }

    @Test
    void few_goroutines_may_grow() {
        HeapView heap = heap(100);
        for (int s = 0; s <= 1200; s += 5) {
            rules.add(scrape(s).put(Signal.GOROUTINES, 20 + s / 20.0).build(), heap);
        }
        assertThat(at(1200, heap)).isEmpty();
    }

    @Test
    void a_start_is_no_leak() {
        HeapView heap = heap(100);
        for (int s = 0; s <= 50; s += 5) {
            heap = heap(1 + 2.0 * s);
            rules.add(scrape(s).put(Signal.START_TIME_SECONDS, START / 1000).build(), heap);
        }
        assertThat(at(50, heap)).isEmpty();
    }

    @Test
    void after_a_restart_nothing_has_grown() {
        HeapView heap = heap(100);
        for (int s = 0; s <= 1200; s += 5) {
            heap = heap(100 + s / 10.0);
            rules.add(scrape(s).put(Signal.LIMITER_LAST_CYCLE, 9).build(), heap);
        }
        assertThat(at(1200, heap)).contains(Flag.LEAK);
        rules.forget();
        assertThat(at(1205, heap)).isEmpty();
    }

    private Set<Flag> at(int seconds, @Nullable HeapView heap) {
        return rules.flags(ContainerSpec.UNKNOWN, heap, 210 * MIB, HOUR, 0, false, START + seconds * 1000L);
    }

    /** With the goal that GOGC=100 makes and a memory limit that is far. */
    private static HeapView heap(double live) {
        double unlimited = 10_000 * MIB;
        return new HeapView(2 * live * MIB, live * MIB, true, live * MIB, 0, 210 * MIB, 0, 10 * MIB, 0, 100, unlimited);
    }

    private static Sample.Builder scrape(int seconds) {
        return Sample.at(START + seconds * 1000L, Sample.Origin.SCRAPE);
    }
}
