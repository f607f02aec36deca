package dev.headroom.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headroom.predict.ReferenceRule.Says;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReferenceRuleTest {

    private static final long MIB = 1 << 20;

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            GOGC 100 doubles the heap:                100 · 2   = 200         | 100 | 100 | 512 | 200 | COLLECTION
            GOGC 50 adds a half:                      100 · 1.5 = 150         | 100 |  50 | 512 | 150 | COLLECTION
            exactly 0.9 of the limit is no kill:      230.4 · 2 = 460.8       | 230.4 | 100 | 512 | 460.8 | COLLECTION
            above 0.9 of the limit is one:            231 · 2   = 462 > 460.8 | 231 | 100 | 512 | 512 | OOM_KILL
            without a limit nothing kills:            400 · 2   = 800         | 400 | 100 |   0 | 800 | COLLECTION
            GOGC off has no goal, the limit is it:    ∞ > 460.8               | 100 |  -1 | 512 | 512 | OOM_KILL
            """)
    void theHeapGrowsToItsGoalOrIsKilledBefore(
            String why, double objects, double gogc, long limit, double highest, Says outcome) {
        ReferenceRule rule = ReferenceRule.of(objects * MIB, gogc, limit * MIB);
        assertThat(rule.highestBytes()).isEqualTo(highest * MIB);
        assertThat(rule.atGoal()).isEqualTo(outcome);
    }

    @Test
    void memoryBelowTheGoalIsLeftAloneAndAboveItCollected() {
        // 150 MiB of objects at GOGC 100: the goal is 300 MiB, a kill begins at 0.9 · 512 = 460.8 MiB.
        ReferenceRule rule = ReferenceRule.of(150 * MIB, 100, 512 * MIB);
        assertThat(rule.of(300 * MIB)).isEqualTo(Says.NOTHING);
        assertThat(rule.of(400 * MIB)).isEqualTo(Says.COLLECTION);
        assertThat(rule.of(461 * MIB)).isEqualTo(Says.OOM_KILL);
    }

    @Test
    void withGogcOffAndWithoutALimitTheHeapIsUnbounded() {
        assertThat(ReferenceRule.of(MIB, -1, 0).highestBytes()).isInfinite();
    }

    @Test
    void whatNoHeapCanBeIsRefused() {
        assertThatThrownBy(() -> ReferenceRule.of(-1, 100, 0))
                .hasMessage("heapObjectsBytes is -1.0, allowed is 0 to 70368744177664");
        assertThatThrownBy(() -> ReferenceRule.of(Double.NaN, 100, 0)).hasMessageContaining("NaN");
    }
}
