package dev.headroom.extender.telemetry.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HistoryPlanTest {

    private static final long HOUR = 3_600_000;
    private static final long NOW = 1_700_000_000_000L; // 20 s after a full half minute

    @Test
    void a_day_is_read_hour_by_hour_oldest_first_up_to_the_last_half_minute() {
        HistoryPlan plan = new HistoryPlan(NOW, 24 * HOUR, 60_000, 1_000, NOW, 600_000);
        List<HistoryPlan.Chunk> chunks = new ArrayList<>();
        while (plan.hasNext(NOW)) {
            HistoryPlan.Chunk chunk = plan.next(NOW);
            chunks.add(chunk);
            plan.answered(chunk, 100);
        }

        long end = NOW - 20_000;
        assertThat(chunks).hasSize(24);
        assertThat(chunks.getFirst()).isEqualTo(new HistoryPlan.Chunk(end - 24 * HOUR, end - 23 * HOUR, 60_000));
        assertThat(chunks.getLast()).isEqualTo(new HistoryPlan.Chunk(end - HOUR, end, 60_000));
        assertThat(plan.leftOutMillis()).isZero();
    }

    @Test
    void many_series_are_read_with_longer_steps() {
        // 100,000 containers of 13 series: 1.3 M · 3,600 s / 2 M points = 2,340 s.
        assertThat(new HistoryPlan(NOW, HOUR, 60_000, 1_300_000, NOW, 600_000).stepMillis())
                .isEqualTo(2_340_000);
        // 10 times as many: one point an hour is the least.
        assertThat(new HistoryPlan(NOW, HOUR, 60_000, 13_000_000, NOW, 600_000).stepMillis())
                .isEqualTo(HOUR);
        // Steps are whole half minutes: 30,000 · 3,600 s / 2 M = 54 s.
        assertThat(new HistoryPlan(NOW, HOUR, 30_000, 30_000, NOW, 600_000).stepMillis())
                .isEqualTo(60_000);
    }

    @Test
    void where_the_time_does_not_suffice_the_oldest_part_is_left_out() {
        // 120 s for 24 hours, of which the first took 20 s: in the 100 s left, 5 more.
        HistoryPlan plan = new HistoryPlan(NOW, 24 * HOUR, 60_000, 1_000, NOW, 120_000);
        plan.answered(plan.next(NOW), 20_000);
        HistoryPlan.Chunk next = plan.next(NOW + 20_000);

        assertThat(next.toMillis()).isEqualTo(NOW - 20_000 - 4 * HOUR);
        // 24 − 1 − 5 hours
        plan.answered(next, 20_000);
        for (int i = 2; plan.hasNext(NOW + i * 20_000); i++) {
            plan.answered(plan.next(NOW + i * 20_000), 20_000);
        }
        assertThat(plan.leftOutMillis()).isEqualTo(18 * HOUR);
    }

    @Test
    void when_time_is_up_the_rest_is_left_out() {
        HistoryPlan plan = new HistoryPlan(NOW, 3 * HOUR, 60_000, 1_000, NOW, 1_000);
        assertThat(plan.hasNext(NOW + 1_000)).isFalse();
        assertThat(plan.leftOutMillis()).isEqualTo(3 * HOUR);
    }

    @Test
    void an_answer_that_is_too_large_is_tried_with_steps_of_twice_the_length_up_to_an_hour() {
        HistoryPlan plan = new HistoryPlan(NOW, HOUR, 900_000, 1, NOW, 600_000);
        assertThat(plan.coarser()).isTrue();
        assertThat(plan.coarser()).isTrue();
        assertThat(plan.next(NOW).stepMillis()).isEqualTo(HOUR);
        assertThat(plan.coarser()).isFalse();
    }
}
