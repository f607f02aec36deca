package dev.headroom.extender.timeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class JudgeTest {

    private final Judge judge = new Judge(60_000);

    @Test
    @DisplayName("nothing is judged before the horizon is over")
    void tooEarly() {
        judge.forecast(0, 100, 120);
        judge.resident(59_000, 100);
        assertThat(judge.score().forecasts()).isZero();
        assertThat(judge.score().error()).isNaN();
        assertThat(judge.score().coverage()).isNaN();
    }

    @Test
    @DisplayName("the truth is the highest after the forecast and within the horizon, its end included")
    void highest() {
        judge.forecast(10_000, 90, 110);
        judge.resident(10_000, 900); // At the moment of the forecast: not in (t, t + 60 s].
        judge.resident(40_000, 80);
        judge.resident(70_000, 100);
        judge.resident(70_001, 900);
        // |90 − 100| / 100, and 100 ≤ 110
        assertThat(judge.score()).isEqualTo(new Score(1, 0.1, 1));
    }

    @Test
    @DisplayName("errors are averaged, and what was above p95 is not covered: (0.1 + 0.5) / 2, 1 of 2")
    void mean() {
        judge.forecast(0, 90, 110);
        judge.resident(60_000, 100);
        judge.forecast(60_000, 100, 150);
        judge.resident(120_000, 200);
        assertThat(judge.score().forecasts()).isEqualTo(2);
        assertThat(judge.score().error()).isCloseTo(0.3, within(1e-12));
        assertThat(judge.score().coverage()).isEqualTo(0.5);
    }

    @Test
    @DisplayName("a horizon in which nobody looked says nothing")
    void nobodyLooked() {
        judge.forecast(0, 90, 110);
        judge.resident(90_000, 100);
        assertThat(judge.score().forecasts()).isZero();
    }

    @Test
    @DisplayName("of forecasts made within 2.5 s the first counts, so that those that wait are few")
    void few() {
        for (int i = 0; i < 60; i++) {
            judge.forecast(1_000L * i, 100, 100);
        }
        judge.resident(119_000, 100);
        // At 0, 3, 6 … 57 s: 20. The horizon of none of them ends after 119 s; those of 0 to 57 s end before.
        assertThat(judge.score().forecasts()).isLessThanOrEqualTo(20);
    }

    @Test
    @DisplayName("scores of several containers together weigh by their forecasts: (3 · 0.1 + 1 · 0.5) / 4")
    void together() {
        Score both = new Score(3, 0.1, 1).and(new Score(1, 0.5, 0));
        assertThat(both.forecasts()).isEqualTo(4);
        assertThat(both.error()).isCloseTo(0.2, within(1e-12));
        assertThat(both.coverage()).isEqualTo(0.75);
        assertThat(both.and(new Score(0, Double.NaN, Double.NaN))).isEqualTo(both);
        assertThat(new Score(0, Double.NaN, Double.NaN).and(both)).isEqualTo(both);
    }
}
