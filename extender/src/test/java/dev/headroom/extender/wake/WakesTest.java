package dev.headroom.extender.wake;

import static dev.headroom.extender.wake.WakeFixture.uid;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.api.ForecastSource;
import dev.headroom.api.MemoryForecast;
import dev.headroom.runtime.Mode;
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
}
