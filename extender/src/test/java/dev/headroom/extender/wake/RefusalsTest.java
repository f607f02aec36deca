package dev.headroom.extender.wake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The hand-over from the verbs and the watch. */
class RefusalsTest {

    private final WakeFixture wake = new WakeFixture();

    @Test
    void nothing_is_handed_over_before_the_first_refusal() {
        wake.pass("a");
        wake.refusals.bound("uid-a", "n0");
        wake.refusals.gone("uid-a");
        assertThat(taken()).isEmpty();
    }

    @Test
    void what_is_handed_over_keeps_its_order_and_only_bits_of_the_nodes() {
        wake.refuse("a", 3, 1);
        wake.pass("a");
        wake.refusals.bound(WakeFixture.uid("a"), "n0");
        BitSet asked = new BitSet();
        asked.set(1);
        asked.set(3);
        assertThat(taken())
                .containsExactly(
                        new Notice.Refused(WakeFixture.pod("a").withForecast(WakeFixture.FORECAST), asked),
                        new Notice.Passed(WakeFixture.uid("a")),
                        new Notice.Settled(WakeFixture.uid("a")));
        assertThat(taken()).isEmpty();
    }

    @Test
    void what_finds_no_room_is_counted() {
        wake.refuse("a", 0);
        for (int i = 0; i < Refusals.MOST + 4; i++) {
            wake.refusals.gone("uid-" + i);
        }
        assertThat(taken()).hasSize(Refusals.MOST);
        assertThat(wake.count("headroom.wake.dropped", "what", "notice")).isEqualTo(5);
    }

    private List<Notice> taken() {
        List<Notice> taken = new ArrayList<>();
        wake.refusals.drain(taken::add);
        return taken;
    }
}
