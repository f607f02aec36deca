package dev.headroom.bench.accuracy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AlarmsTest {

    private static final Truth LOW = Synthetic.truth(600, second -> 500);
    private static final Truth FULL = Synthetic.truth(600, second -> 900);

    @Test
    void eachCrossingCountsOnce() {
        Alarms alarms = Alarms.of(Synthetic.watched(
                Synthetic.program("a", 1000, LOW),
                Synthetic.oom(100, 0.5, true),
                Synthetic.oom(105, 0.9, true),
                Synthetic.oom(110, 0.49, true),
                Synthetic.oom(115, 0.6, true)));
        assertThat(alarms).isEqualTo(new Alarms(2, 2, 0));
    }

    @Test
    void aKillWithinTwoMinutesMakesItTrue() {
        Program program = Synthetic.killed("a", 1000, LOW);
        // Killed at second 600: 480 is just in time, 479 is not.
        assertThat(Alarms.of(Synthetic.watched(program, Synthetic.oom(480, 0.5, true))))
                .isEqualTo(new Alarms(1, 0, 0));
        assertThat(Alarms.of(Synthetic.watched(program, Synthetic.oom(479, 0.5, true))))
                .isEqualTo(new Alarms(1, 1, 0));
    }

    @Test
    void aScrapeThatFailsAtTheLimitIsAStallAndElsewhereIsNone() {
        Moment alarm = Synthetic.oom(100, 0.5, true);
        Moment failed = Synthetic.oom(220, 0, false);
        // 900 of 1000 is 90 % of the limit, 500 is not; second 225 is later than 120 s after.
        assertThat(Alarms.of(Synthetic.watched(Synthetic.program("a", 1000, FULL), alarm, failed)))
                .isEqualTo(new Alarms(1, 0, 0));
        assertThat(Alarms.of(Synthetic.watched(Synthetic.program("a", 1000, LOW), alarm, failed)))
                .isEqualTo(new Alarms(1, 1, 0));
        assertThat(Alarms.of(
                        Synthetic.watched(Synthetic.program("a", 1000, FULL), alarm, Synthetic.oom(225, 0, false))))
                .isEqualTo(new Alarms(1, 1, 0));
    }

    @Test
    void whatTheEndOfTheRecordingCutsOffCountsAsFalseAndIsTold() {
        assertThat(Alarms.of(Synthetic.watched(Synthetic.program("a", 1000, LOW), Synthetic.oom(500, 0.5, true))))
                .isEqualTo(new Alarms(1, 1, 1));
    }
}
