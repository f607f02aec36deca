package dev.headroom.bench.accuracy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WatchedTest {

    /** Grows by 1 a second. */
    private static final Truth GROWS = Synthetic.truth(200, second -> 100 + second);

    @Test
    void forecastsCountFromAnAgeOfAMinuteToTheLastWholeWindow() {
        Watched watched = Synthetic.watched(
                Synthetic.program("a", 0, GROWS),
                Synthetic.says(59, 1, 1),
                Synthetic.says(60, 1, 1),
                Synthetic.says(140, 1, 1),
                Synthetic.says(141, 1, 1));
        // (60, 120] reaches 220, (140, 200] reaches 300; 141 would need second 201.
        assertThat(watched.instants()).extracting(Instant::truth).containsExactly(220.0, 300.0);
        assertThat(watched.moves()).isEqualTo(300.0 / 220 - 1);
    }

    @Test
    void aKillDoesNotCutAWindowOff() {
        Watched watched = Synthetic.watched(
                Synthetic.killed("a", 300, GROWS), Synthetic.says(190, 1, 1), Synthetic.says(200, 1, 1));
        // It reached 300 before it died at second 200; after that there is nothing.
        assertThat(watched.instants()).extracting(Instant::truth).containsExactly(300.0);
    }

    @Test
    void aScrapeIsFoundWithinTwoAndAHalfSecondsIfItBroughtSomething() {
        Watched watched = Synthetic.watched(
                Synthetic.program("a", 0, GROWS), Synthetic.oom(60, 0, true), Synthetic.oom(65, 0, false));
        assertThat(watched.answeredAt(Synthetic.second(62))).isPresent();
        assertThat(watched.answeredAt(Synthetic.second(63))).isEmpty();
        assertThat(watched.answeredAt(Synthetic.second(68))).isEmpty();
    }
}
