package dev.headroom.extender.wake;

import static dev.headroom.extender.wake.WakeFixture.pod;
import static dev.headroom.extender.wake.WakeFixture.uid;
import static dev.headroom.testkit.PodBuilder.aPod;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.api.ForecastSource;
import dev.headroom.api.MemoryForecast;
import dev.headroom.runtime.Mode;
import java.util.BitSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Which refused pods are woken, when, and how often. */
class WakesTest {

    private final WakeFixture wake = new WakeFixture().full(4);

    @Test
    void a_pod_whose_node_has_room_by_now_is_touched_once_and_told_why() {
        wake.refuse("a", 0, 1, 2, 3);
        assertThat(wake.lookAt(0)).isEmpty();
        assertThat(wake.lookUntil(20)).as("nothing has room").isEmpty();

        wake.empty(2);

        assertThat(wake.lookAt(20.5)).containsExactly("a");
        assertThat(wake.touched.getFirst())
                .isEqualTo(new Touch.Retry(
                        "default", "a", uid("a"), Touch.Reason.REFUSAL_LAPSED, 1_700_000_020_500L, 1_700_000_020_500L));
        wake.pass("a");
        assertThat(wake.lookUntil(100)).isEmpty();
    }

    @Test
    void a_pod_rests_for_a_second_after_a_refusal_because_kube_scheduler_tries_it_twice_by_itself() {
        wake.refuse("a", 0, 1);
        wake.empty(0);
        assertThat(wake.lookAt(0)).isEmpty();
        wake.refuse("a", 0, 1);
        assertThat(wake.lookAt(0.5)).isEmpty();
        assertThat(wake.lookAt(1.4)).isEmpty();
        assertThat(wake.lookAt(1.5)).containsExactly("a");
    }

    @Test
    void a_pod_is_touched_if_a_node_has_room_that_was_not_asked_about() {
        wake.empty(3);
        wake.refuse("a", 0, 1, 2);
        wake.lookAt(0);

        assertThat(wake.lookAt(1)).containsExactly("a");
        assertThat(wake.touched.getFirst().reason()).isEqualTo(Touch.Reason.OUTSIDE_THE_SAMPLE);
    }

    @Test
    void kube_scheduler_that_asks_about_no_further_node_knows_of_no_other_for_this_pod() {
        wake.empty(3);
        wake.refuse("a", 0, 1);
        wake.lookAt(0);
        wake.refuse("a", 1, 0);
        wake.lookAt(0.5);

        assertThat(wake.lookUntil(60)).as("node 3 is not for it").isEmpty();
        wake.empty(1);
        assertThat(wake.lookAt(60.5)).containsExactly("a");
    }

    @Test
    void a_sample_that_moves_on_is_followed_until_every_node_was_asked_about() {
        wake.full(2);
        wake.empty(5);
        wake.refuse("a", 0, 1);
        wake.lookAt(0);
        wake.refuse("a", 2, 3);
        wake.lookAt(0.5);

        assertThat(wake.lookAt(1.5)).containsExactly("a");
        wake.refuse("a", 4, 0);
        assertThat(wake.lookUntil(3)).as("it rests for 2 s").isEmpty();
        assertThat(wake.lookAt(3.5)).containsExactly("a");
    }

    @Test
    void a_pod_is_touched_five_times_at_most_with_longer_and_longer_rests() {
        wake.empty(0);
        wake.refuse("a", 0);
        wake.lookAt(0);
        double[] due = {1, 1 + 2, 1 + 2 + 4, 1 + 2 + 4 + 8, 1 + 2 + 4 + 8 + 16};
        for (double second : due) {
            assertThat(wake.lookUntil(second - 0.5)).as("before %s s", second).isEmpty();
            assertThat(wake.lookUntil(second)).as("at %s s", second).containsExactly("a");
            wake.refuse("a", 0);
        }
        assertThat(wake.lookUntil(400)).isEmpty();
        assertThat(wake.touched).extracting(Touch.Retry::firstMillis).containsOnly(1_700_000_001_000L);
    }

    @Test
    void the_touches_of_a_pod_are_remembered_while_it_is_not_refused() {
        WakeFixture two = new WakeFixture(5, 2).full(1);
        two.empty(0);
        for (int round = 0; round < 4; round++) {
            two.refuse("a", 0);
            two.lookAt(round * 1000);
            two.lookUntil(round * 1000 + 100);
            two.pass("a");
            two.lookAt(round * 1000 + 200);
        }
        assertThat(two.touched).hasSize(2);
    }

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
    void what_is_refused_no_longer_at_all_lapses_everywhere() {
        wake.refuse("a", 0);
        wake.lookAt(0);
        wake.mode = Mode.OBSERVE;
        assertThat(wake.lookAt(1)).as("the kill switch is on").containsExactly("a");

        WakeFixture aged = new WakeFixture().full(1);
        aged.refuse("a", 0);
        aged.lookAt(0);
        aged.forecast = new MemoryForecast(3L << 30, 1 << 20, 0.1, 0, ForecastSource.SPEC);
        assertThat(aged.lookAt(1)).as("a specification refuses nobody").containsExactly("a");
    }

    @Test
    void nothing_is_touched_by_a_state_that_is_not_complete() {
        wake.empty(0);
        wake.refuse("a", 0);
        wake.lookAt(0);
        wake.synced = false;
        assertThat(wake.lookUntil(10)).isEmpty();
        assertThat(wake.refused()).isEqualTo(1);
    }

    @Test
    void a_pod_counts_as_refused_until_it_passes_is_bound_or_gone_or_is_not_asked_about_any_more() {
        for (String name : new String[] {"passed", "bound", "gone", "quiet"}) {
            wake.refuse(name, 0);
        }
        wake.lookAt(0);
        assertThat(wake.refused()).isEqualTo(4);

        wake.pass("passed");
        wake.lookAt(1);
        assertThat(wake.refused()).isEqualTo(3);

        wake.refusals.bound(uid("bound"), "n0");
        wake.refusals.gone(uid("gone"));
        wake.lookAt(2);
        assertThat(wake.refused()).isEqualTo(1);

        wake.lookAt(360);
        assertThat(wake.refused()).isEqualTo(1);
        wake.lookAt(360.1);
        assertThat(wake.refused())
                .as("kube-scheduler asks at least every 5.5 minutes")
                .isZero();
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
