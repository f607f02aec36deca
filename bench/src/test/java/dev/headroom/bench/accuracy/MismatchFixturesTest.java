package dev.headroom.bench.accuracy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.headroom.predict.ReferenceRule;
import org.junit.jupiter.api.Test;

class MismatchFixturesTest {

    private static final double MIB = 1 << 20;

    @Test
    void farAboveItsRequestTheRuleSeesAKillAndTheModelACollection() {
        MismatchFixtures.Case mismatch = MismatchFixtures.farAboveItsRequest();
        // 185 live, up to 370 with garbage: the rule doubles what is there, above 0.9 · 512 = 460.8.
        assertThat(mismatch.objectsBytes()).isBetween(300 * MIB, 370 * MIB);
        assertThat(mismatch.rule().atGoal()).isEqualTo(ReferenceRule.Says.OOM_KILL);
        // 370 of heap and 30 beside it are resident, and stay so.
        assertThat(mismatch.model().p50Bytes() / MIB).isCloseTo(400, within(12.0));
        assertThat(mismatch.model().heapGoalBytes() / MIB).isCloseTo(370, within(8.0));
        assertThat(mismatch.model().limitOomProbability()).isLessThan(0.05);
        assertThat(mismatch.rule().of(400 * MIB)).isEqualTo(ReferenceRule.Says.NOTHING);
    }

    @Test
    void ofSmallGarbageTheRuleSaysNothingAndTheModelTheCpuThatItBurns() {
        MismatchFixtures.Case mismatch = MismatchFixtures.smallGarbageAtAHighRate();
        assertThat(mismatch.rule().atGoal()).isEqualTo(ReferenceRule.Says.COLLECTION);
        // 8 of heap and 12 beside it.
        assertThat(mismatch.model().p50Bytes() / MIB).isCloseTo(20, within(2.0));
        // 600 / 4 = 150 cycles a second of 4 ms each: 0.6 of 1.1 CPU seconds a second.
        assertThat(mismatch.model().cyclesPerSecond()).isCloseTo(150, within(15.0));
        assertThat(mismatch.model().gcCpuFraction()).isCloseTo(0.6 / 1.1, within(0.06));
    }
}
