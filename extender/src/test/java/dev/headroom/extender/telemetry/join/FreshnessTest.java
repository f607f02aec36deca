package dev.headroom.extender.telemetry.join;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.extender.telemetry.join.Freshness.Verdict;
import org.junit.jupiter.api.Test;

/** Times in seconds after some moment; a measurement is stale after 120 s. */
class FreshnessTest {

    private final Freshness freshness = new Freshness();

    @Test
    void a_measurement_is_news_once() {
        assertThat(judge(100, 110)).isEqualTo(new Verdict.News(100_000));
        assertThat(judge(100, 140)).isEqualTo(new Verdict.Repeated());
        assertThat(judge(130, 145)).isEqualTo(new Verdict.News(130_000));
    }

    @Test
    void the_same_moment_told_with_less_than_half_a_second_of_difference_is_the_same() {
        judge(100, 110);
        assertThat(freshness.judge(100_499, 140_000, 120_000)).isEqualTo(new Verdict.Repeated());
        assertThat(freshness.judge(100_501, 150_000, 120_000)).isEqualTo(new Verdict.News(100_501));
    }

    @Test
    void a_series_that_nobody_writes_any_more_is_stale_once_it_is_too_old() {
        judge(100, 110);
        // 220 − 100 = 120 s is not yet more than 120 s.
        assertThat(judge(100, 220)).isEqualTo(new Verdict.Repeated());
        assertThat(judge(100, 221)).isEqualTo(new Verdict.Stale());
    }

    @Test
    void what_is_old_and_yet_goes_on_comes_late_or_by_a_wrong_clock_and_is_not_news() {
        assertThat(judge(100, 400)).isEqualTo(new Verdict.Stale());
        assertThat(judge(130, 430)).isEqualTo(new Verdict.Behind());
    }

    @Test
    void a_clock_that_is_ahead_is_taken_to_say_now() {
        assertThat(judge(160, 110)).isEqualTo(new Verdict.Ahead(110_000));
        assertThat(judge(190, 140)).isEqualTo(new Verdict.Ahead(140_000));
    }

    @Test
    void the_other_of_two_replicas_that_is_behind_tells_nothing_new() {
        judge(130, 135);
        assertThat(judge(115, 165)).isEqualTo(new Verdict.Repeated());
        assertThat(judge(160, 195)).isEqualTo(new Verdict.News(160_000));
    }

    @Test
    void times_never_go_back_even_if_a_clock_is_put_right() {
        // 50 s ahead, told as 110 s; then put right: 105 s is before what was told.
        judge(160, 110);
        assertThat(judge(105, 120)).isEqualTo(new Verdict.Repeated());
        assertThat(judge(109, 125)).isEqualTo(new Verdict.News(110_001));
        assertThat(judge(139, 150)).isEqualTo(new Verdict.News(139_000));
    }

    private Verdict judge(long atSeconds, long nowSeconds) {
        return freshness.judge(atSeconds * 1000, nowSeconds * 1000, 120_000);
    }
}
