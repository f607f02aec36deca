package dev.headroom.extender.state;

import static dev.headroom.extender.state.Events.MIB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.headroom.predict.FeedbackSettings;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A node of 10,000 MiB, of which 9,000 are allocatable and 100 are the eviction threshold. */
class MeasuredMemoryTest {

    private static final long PERIOD = 30_000;

    private final MeasuredMemory memory = new MeasuredMemory(FeedbackSettings.DEFAULTS);
    private long now = MovableClock.START;

    MeasuredMemoryTest() {
        memory.describe(9_000 * MIB, 10_000 * MIB);
    }

    @Test
    @DisplayName("a node that was not measured gives out what it says, and the kernel has the eviction threshold too")
    void unmeasured() {
        assertThat(memory.published().availableBytes()).isEqualTo(9_000 * MIB);
        assertThat(memory.published().kernelBytes()).isEqualTo(9_100 * MIB);
        assertThat(memory.published().isCorrected()).isFalse();
        assertThat(memory.published().pressureSome()).isNaN();
        assertThat(memory.published().podsWorkingSetBytes()).isNaN();
    }

    @Test
    @DisplayName("what others take beyond what was set aside comes off, from the third measurement on")
    void corrected() {
        measure(1_900);
        measure(1_900);
        assertThat(memory.published().isCorrected()).isFalse();
        measure(1_900);
        // available 10000 − 1900 − 100 = 8000; 9000 + 0.15·(8000 − 9000) = 8850
        assertThat(memory.published().isCorrected()).isTrue();
        assertThat(memory.published().availableBytes()).isEqualTo(8_850 * MIB);
        assertThat(memory.published().kernelBytes()).isEqualTo(8_950 * MIB);
    }

    @Test
    @DisplayName("what others leave of what was set aside is not given out")
    void neverMoreThanAllocatable() {
        for (int i = 0; i < 50; i++) {
            measure(100);
        }
        assertThat(memory.published().isCorrected()).isTrue();
        assertThat(memory.published().availableBytes()).isEqualTo(9_000 * MIB);
        // It is known all the same: 9,800 are available, so 500 more of others change nothing
        measure(600);
        assertThat(memory.published().availableBytes()).isEqualTo(9_000 * MIB);
    }

    @Test
    @DisplayName("a node whose capacity is not known is not corrected, but its pressure counts")
    void noCapacity() {
        memory.describe(9_000 * MIB, 0);
        for (int i = 0; i < 5; i++) {
            measure(3_000);
        }
        assertThat(memory.published().isCorrected()).isFalse();
        assertThat(memory.published().pressureSome()).isEqualTo(0.25);
    }

    @Test
    @DisplayName("what falling forecasts free is held back up to 1 % of the node, and given out when they rise again")
    void heldBack() {
        memory.wobbled(-40 * MIB);
        assertThat(memory.published().heldBackBytes()).isEqualTo(40 * MIB);
        memory.wobbled(30 * MIB);
        assertThat(memory.published().heldBackBytes()).isEqualTo(10 * MIB);
        memory.wobbled(30 * MIB);
        assertThat(memory.published().heldBackBytes()).isZero();
        memory.wobbled(-500 * MIB);
        assertThat(memory.published().heldBackBytes()).isEqualTo(90 * MIB);
    }

    @Test
    @DisplayName("a correction upwards is held back too, one downwards is not")
    void correctionsWobble() {
        for (int i = 0; i < 100; i++) {
            measure(1_900);
        }
        assertThat(memory.published().heldBackBytes()).isZero();
        long low = memory.published().availableBytes();
        for (int i = 0; i < 100; i++) {
            measure(1_860);
        }
        assertThat(memory.published().availableBytes()).isCloseTo(8_040 * MIB, within(MIB));
        assertThat(memory.published().heldBackBytes())
                .isCloseTo(memory.published().availableBytes() - low, within(1024L));
    }

    @Test
    @DisplayName("a node of another size is learnt anew")
    void resized() {
        for (int i = 0; i < 5; i++) {
            measure(1_900);
        }
        assertThat(memory.describe(9_000 * MIB, 10_000 * MIB)).isFalse();
        assertThat(memory.published().isCorrected()).isTrue();
        assertThat(memory.describe(19_000 * MIB, 20_000 * MIB)).isTrue();
        assertThat(memory.published().isCorrected()).isFalse();
        assertThat(memory.published().availableBytes()).isEqualTo(19_000 * MIB);
    }

    @Test
    @DisplayName("pressure and working set are forgotten after 5 min, the correction after an hour")
    void forgotten() {
        for (int i = 0; i < 3; i++) {
            measure(1_900);
        }
        assertThat(memory.forget(now + 299_999)).isFalse();
        assertThat(memory.forget(now + 300_000)).isTrue();
        assertThat(memory.published().pressureSome()).isNaN();
        assertThat(memory.published().podsWorkingSetBytes()).isNaN();
        assertThat(memory.published().isCorrected()).isTrue();
        assertThat(memory.forget(now + 3_599_999)).isFalse();
        assertThat(memory.forget(now + 3_600_000)).isTrue();
        assertThat(memory.published().isCorrected()).isFalse();
        assertThat(memory.published().availableBytes()).isEqualTo(9_000 * MIB);
        assertThat(memory.forget(now + 3_600_000)).isFalse();
    }

    @Test
    @DisplayName("an old or a future measurement changes nothing, and a share that cannot be is unknown")
    void nonsense() {
        measure(1_900);
        assertThat(memory.measured(new StateEvent.NodeMeasured("a", now, 1, 1, 0.9), now))
                .isFalse();
        assertThat(memory.measured(new StateEvent.NodeMeasured("a", now + 3_600_000, 1, 1, 0.9), now))
                .isFalse();
        assertThat(memory.published().pressureSome()).isEqualTo(0.25);
        now += PERIOD;
        assertThat(memory.measured(new StateEvent.NodeMeasured("a", now, -1, -1, 1.1), now))
                .isTrue();
        assertThat(memory.published().pressureSome()).isNaN();
        assertThat(memory.published().podsWorkingSetBytes()).isNaN();
    }

    /** Pods have 3,000 MiB, and so much is others'. */
    private void measure(long othersMib) {
        now += PERIOD;
        assertThat(memory.measured(
                        new StateEvent.NodeMeasured("a", now, (3_000 + othersMib) * MIB, 3_000 * MIB, 0.25), now))
                .isTrue();
    }
}
