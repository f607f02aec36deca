package dev.headroom.extender.telemetry.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rounds may bring 100 bytes; parts are planned with 15 % to spare. */
class ShardsTest {

    private final Shards shards = new Shards(100);

    @Test
    void a_small_cluster_is_seen_whole_in_each_round() {
        shards.finished(80, true);
        assertThat(shards.count()).isEqualTo(1);
        assertThat(shards.index()).isZero();
    }

    @Test
    void what_does_not_fit_is_divided_before_the_first_round() {
        // 250 · 1.15 / 100 = 2.9
        shards.expect(250);
        assertThat(shards.count()).isEqualTo(3);
    }

    @Test
    void every_part_has_its_turn() {
        shards.expect(250);
        List<Integer> turns = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            turns.add(shards.index());
            shards.finished(85, true);
        }
        // 3 · 85 · 1.15 = 293 bytes still need 3 parts.
        assertThat(turns).containsExactly(0, 1, 2, 0, 1, 2);
    }

    @Test
    void a_cluster_that_grows_is_divided_further_and_one_that_shrinks_less() {
        shards.finished(180, true);
        // 180 · 1.15 / 100 = 2.07
        assertThat(shards.count()).isEqualTo(3);
        rotation(70);
        // 210 · 1.15 = 241.5 would need 3.
        assertThat(shards.count()).isEqualTo(3);
        rotation(50);
        // 150 · 1.15 = 172.5 fits into 2 · 0.9 · 100 = 180.
        assertThat(shards.count()).isEqualTo(2);
    }

    @Test
    void a_little_less_than_one_part_fewer_holds_changes_nothing() {
        shards.expect(250);
        // 159 · 1.15 = 182.9 needs 2 parts, and 180 is what they are trusted with.
        rotation(53);
        assertThat(shards.count()).isEqualTo(3);
    }

    @Test
    void an_answer_that_is_too_large_doubles_the_parts_up_to_sixteen() {
        for (int expected : new int[] {2, 4, 8, 16, 16}) {
            shards.tooMuch();
            assertThat(shards.count()).isEqualTo(expected);
        }
    }

    @Test
    void a_round_that_was_not_answered_does_not_make_the_cluster_small() {
        shards.expect(250);
        for (int i = 0; i < 3; i++) {
            shards.finished(0, false);
        }
        assertThat(shards.count()).isEqualTo(3);
    }

    private void rotation(int bytes) {
        for (int i = shards.count(); i > 0; i--) {
            shards.finished(bytes, true);
        }
    }
}
