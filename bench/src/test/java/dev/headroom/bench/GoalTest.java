package dev.headroom.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.junit.jupiter.api.Test;

class GoalTest {

    private static Goal.Bound bound(Goal goal) {
        return Objects.requireNonNull(goal.bound());
    }

    @Test
    void boundsAreWrittenAsPeopleReadThemAndAllowTheirEnds() {
        assertThat(bound(Goal.atMost("a", 0.05, "s"))).hasToString("<= 0.05");
        assertThat(bound(Goal.atLeast("a", 10_000, "s"))).hasToString(">= 10000");
        assertThat(bound(Goal.exactly("a", 200, "s"))).hasToString("= 200");
        Goal.Bound within = bound(Goal.within("a", 0.93, 0.97, "s"));
        assertThat(within).hasToString("0.93 to 0.97");
        assertThat(within.isMetBy(0.93)).isTrue();
        assertThat(within.isMetBy(0.97)).isTrue();
        assertThat(within.isMetBy(0.971)).isFalse();
        assertThat(within.isMetBy(0.929)).isFalse();
        assertThat(bound(Goal.exactly("a", 200, "s")).isMetBy(199)).isFalse();
        assertThat(Goal.asMeasured("a", "s").bound()).isNull();
    }
}
