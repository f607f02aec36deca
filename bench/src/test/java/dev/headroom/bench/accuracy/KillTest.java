package dev.headroom.bench.accuracy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Killed at second 200 at a limit of 1000. */
class KillTest {

    private static Watched watched(Truth truth, Moment... moments) {
        return Synthetic.watched(Synthetic.killed("a", 1000, truth), moments);
    }

    private static Kill kill(Truth truth, Moment... moments) {
        return Kill.of(watched(truth, moments)).orElseThrow();
    }

    @Test
    void whatRoseByTwoPercentOfTheLimitCouldBeSeen() {
        // From second 140 to 170 by 30, of 1000: 3 %.
        Kill rising = kill(Synthetic.truth(200, second -> 600 + second));
        assertThat(rising.roseShare()).isCloseTo(0.03, within(1e-9));
        assertThat(rising.isVisible()).isTrue();
        // All of it in the last 20 s.
        assertThat(kill(Synthetic.truth(200, second -> second < 180 ? 600 : 1000))
                        .isVisible())
                .isFalse();
    }

    @Test
    void aKillBeforeAMinuteOfAgeCouldNotBeSeen() {
        Kill early = kill(Synthetic.truth(50, second -> 600 + second));
        assertThat(early.roseShare()).isNaN();
        assertThat(early.isVisible()).isFalse();
        assertThat(early.afterSeconds()).isEqualTo(50);
    }

    @Test
    void anAlarmCountsFromTwoMinutesToHalfAMinuteBefore() {
        Truth truth = Synthetic.truth(200, second -> 600 + second);
        assertThat(kill(truth, Synthetic.oom(170, 0.5, true)).isForetold()).isTrue();
        assertThat(kill(truth, Synthetic.oom(80, 0.5, true)).isForetold()).isTrue();
        assertThat(kill(truth, Synthetic.oom(79, 0.9, true), Synthetic.oom(171, 0.9, true))
                        .isForetold())
                .isFalse();
        assertThat(kill(truth, Synthetic.oom(170, 0.49, true)).highestBefore()).isEqualTo(0.49);
    }

    @Test
    void whoLivesWasNotKilled() {
        assertThat(Kill.of(Synthetic.watched(Synthetic.program("a", 9, Synthetic.truth(9, second -> 1)))))
                .isEmpty();
    }
}
