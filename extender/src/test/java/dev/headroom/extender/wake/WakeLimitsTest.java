package dev.headroom.extender.wake;

import static dev.headroom.extender.wake.WakeFixture.pod;
import static dev.headroom.testkit.PodBuilder.aPod;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What waking may cost, and what becomes of touches that do not arrive. */
class WakeLimitsTest {

    private final WakeFixture wake = new WakeFixture().full(4);

    @Test
    void pods_are_touched_at_the_pace_that_is_allowed_and_in_turn() {
        WakeFixture slow = new WakeFixture(2, 5).full(1);
        slow.empty(0);
        for (String name : new String[] {"a", "b", "c", "d", "e"}) {
            slow.refuse(name, 0);
        }
        slow.lookAt(0);

        assertThat(slow.lookAt(1)).containsExactly("a", "b");
        assertThat(slow.lookAt(1.5)).containsExactly("c");
        assertThat(slow.lookAt(2)).containsExactly("d");
        assertThat(slow.lookAt(2.5)).containsExactly("e");
    }

    @Test
    void a_right_that_is_missing_costs_no_touch_and_is_asked_for_once_a_minute() {
        wake.empty(0);
        wake.refuse("a", 0);
        wake.refuse("b", 0);
        wake.lookAt(0);
        wake.result = Touch.Result.FORBIDDEN;
        assertThat(wake.lookAt(1)).containsExactly("a");
        assertThat(wake.lookUntil(60.5)).isEmpty();
        assertThat(wake.lookAt(61)).containsExactly("b");
        assertThat(wake.count("headroom.wake.touches", "result", "forbidden")).isEqualTo(2);
        assertThat(wake.refused()).as("everything else goes on").isEqualTo(2);

        wake.result = Touch.Result.DONE;
        assertThat(wake.lookUntil(121)).containsExactly("a", "b");
    }

    @Test
    void a_pod_that_does_not_exist_any_more_is_forgotten_and_the_next_one_is_touched() {
        wake.empty(0);
        wake.refuse("a", 0);
        wake.refuse("b", 0);
        wake.lookAt(0);
        wake.result = Touch.Result.GONE;

        assertThat(wake.lookAt(1)).containsExactly("a", "b");
        wake.lookAt(1.5);
        assertThat(wake.refused()).isZero();
    }

    @Test
    void a_touch_that_fails_counts_and_nothing_is_touched_for_ten_seconds() {
        wake.empty(0);
        wake.refuse("a", 0);
        wake.refuse("b", 0);
        wake.lookAt(0);
        wake.result = Touch.Result.FAILED;
        assertThat(wake.lookAt(1)).containsExactly("a");
        assertThat(wake.lookUntil(10.5)).isEmpty();
        assertThat(wake.lookUntil(400)).as("each pod 5 times in all").hasSize(9).startsWith("b", "a", "b", "a");
    }

    @Test
    void the_memory_for_refused_pods_is_bounded() {
        for (int i = 0; i <= RefusedPods.MOST; i++) {
            wake.refuse("p" + i, 0);
            if (i % 1000 == 0) {
                wake.lookAt(0);
            }
        }
        wake.lookAt(0);
        assertThat(wake.refused()).isEqualTo(10_000);
        assertThat(wake.count("headroom.wake.dropped", "what", "pod")).isEqualTo(1);
    }

    @Test
    void one_look_costs_a_bounded_number_of_verdicts_and_the_rest_comes_next() {
        WakeFixture wide = new WakeFixture(100, 5).full(50_000);
        wide.empty(0);
        IntStream.range(0, 6)
                .forEach(i -> wide.refuse(aPod().named("k" + i).withPriority(i).build(), 0));
        wide.lookAt(0);

        // 200,000 verdicts by 50,000 nodes: 4 kinds per look.
        assertThat(wide.lookAt(1)).containsExactly("k0", "k1", "k2", "k3");
        assertThat(wide.lookAt(1.5)).containsExactly("k4", "k5");
    }

    @Test
    void replicas_share_one_verdict() {
        assertThat(new RefusedPod(pod("a"), new BitSet(), 0).kind())
                .isEqualTo(new RefusedPod(pod("b"), new BitSet(), 0).kind());
        assertThat(new RefusedPod(pod("a"), new BitSet(), 0).kind())
                .isNotEqualTo(new RefusedPod(aPod().named("a").withPriority(1).build(), new BitSet(), 0).kind());
    }
}
