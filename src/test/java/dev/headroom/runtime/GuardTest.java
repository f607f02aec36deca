package dev.headroom.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GuardTest {

    private static final GuardPolicy THREE_FAULTS =
            new GuardPolicy(Duration.ofMillis(5), 3, Duration.ofSeconds(30), Duration.ofSeconds(100));

    private final FakeTicker ticker = new FakeTicker();
    private final RecordingObserver observer = new RecordingObserver();
    private final Guard guard = new Guard(new PluginId("headroom", "P"), THREE_FAULTS, ticker, observer);

    @Test
    void a_pass_that_goes_well_is_timed_and_returned() {
        assertThat(pass(Duration.ofMillis(4))).isEqualTo("answer");

        assertThat(observer.passes()).isEqualTo(1);
        assertThat(observer.take()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("whatAPluginMayThrow")
    void whatever_a_plugin_throws_is_named_and_kept_from_the_verb(Throwable thrown) {
        assertThat(throwing(thrown)).isNull();

        assertThat(observer.take()).containsExactly("P broke in Filter: " + thrown.getMessage());
        assertThat(guard.isOut()).isFalse();
    }

    static List<Throwable> whatAPluginMayThrow() {
        return List.of(
                new IllegalStateException("illegal state"),
                new NonsenseException("nonsense"),
                new StackOverflowError("recursion"),
                new NoClassDefFoundError("a class that its JAR lacks"),
                new AssertionError("its own assertion"));
    }

    @Test
    void an_overrun_is_told_but_its_answer_is_used() {
        assertThat(pass(Duration.ofMillis(6))).isEqualTo("answer");

        assertThat(observer.take()).containsExactly("P overran in Filter: 6 ms");
    }

    @Test
    void exactly_the_budget_is_no_overrun() {
        assertThat(pass(Duration.ofMillis(5))).isEqualTo("answer");

        assertThat(observer.take()).isEmpty();
    }

    @Test
    void three_overruns_in_a_row_take_the_plugin_out() {
        overrun(3);

        assertThat(guard.isOut()).isTrue();
        assertThat(observer.take())
                .endsWith("P taken out for 30 s after OverrunException")
                .hasSize(4);
        assertThat(pass(Duration.ZERO)).as("asked while out").isNull();
    }

    @Test
    void faults_that_are_not_in_a_row_do_not_take_it_out() {
        for (int i = 0; i < 10; i++) {
            overrun(2);
            pass(Duration.ZERO);
        }

        assertThat(guard.isOut()).isFalse();
    }

    @Test
    void a_good_pass_at_one_point_does_not_hide_that_another_always_fails() {
        for (int i = 0; i < 3; i++) {
            guard.call(ExtensionPoint.PRE_SCORE, () -> "well");
            throwing(new IllegalStateException("at Filter"));
        }

        assertThat(guard.isOut()).isTrue();
    }

    @Test
    void a_good_trial_at_another_point_does_not_bring_it_back() {
        overrun(3);
        ticker.advance(Duration.ofSeconds(30));

        guard.call(ExtensionPoint.PRE_SCORE, () -> "well");
        assertThat(guard.isOut()).as("before Filter was tried").isTrue();

        pass(Duration.ZERO);
        assertThat(guard.isOut()).as("after Filter went well").isFalse();
    }

    @Test
    void exceptions_and_overruns_count_alike() {
        overrun(1);
        throwing(new IllegalStateException("x"));
        overrun(1);

        assertThat(guard.isOut()).isTrue();
    }

    @Test
    void a_plugin_that_is_out_is_not_called_before_its_pause_is_over() {
        overrun(3);
        int before = observer.passes();

        ticker.advance(Duration.ofSeconds(30).minusNanos(1));
        assertThat(pass(Duration.ZERO)).isNull();
        assertThat(observer.passes()).isEqualTo(before);
    }

    @Test
    void after_the_pause_one_good_pass_brings_it_back() {
        overrun(3);
        observer.take();

        ticker.advance(Duration.ofSeconds(30));
        assertThat(pass(Duration.ZERO)).isEqualTo("answer");

        assertThat(observer.take()).containsExactly("P taken back");
        assertThat(guard.isOut()).isFalse();
    }

    @Test
    void each_failed_trial_doubles_the_pause_up_to_the_longest() {
        overrun(3);
        observer.take();

        // 30 s, then 60 s, then 120 s cut to 100 s, and 100 s from there on
        for (int pause : new int[] {30, 60, 100, 100}) {
            ticker.advance(Duration.ofSeconds(pause).minusNanos(1));
            assertThat(pass(Duration.ZERO))
                    .as("1 ns before %s s are over", pause)
                    .isNull();
            ticker.advance(Duration.ofNanos(1));
            assertThat(throwing(new IllegalStateException("again"))).isNull();
        }
        assertThat(observer.take())
                .filteredOn(line -> line.contains("taken out"))
                .containsExactly(
                        "P taken out for 60 s after IllegalStateException",
                        "P taken out for 100 s after IllegalStateException",
                        "P taken out for 100 s after IllegalStateException",
                        "P taken out for 100 s after IllegalStateException");
    }

    @Test
    void once_back_it_has_all_its_faults_and_the_first_pause_again() {
        overrun(3);
        ticker.advance(Duration.ofSeconds(30));
        throwing(new IllegalStateException("the trial fails: 60 s"));
        ticker.advance(Duration.ofSeconds(60));
        pass(Duration.ZERO);
        observer.take();

        overrun(2);
        assertThat(guard.isOut()).as("after 2 of 3 faults").isFalse();
        overrun(1);
        assertThat(observer.take()).endsWith("P taken out for 30 s after OverrunException");
    }

    private void overrun(int times) {
        for (int i = 0; i < times; i++) {
            pass(Duration.ofMillis(6));
        }
    }

    private @Nullable Object pass(Duration took) {
        return call(() -> {
            ticker.advance(took);
            return "answer";
        });
    }

    private @Nullable Object throwing(Throwable thrown) {
        return call(() -> {
            switch (thrown) {
                case RuntimeException e -> throw e;
                case Error e -> throw e;
                default -> throw new IllegalArgumentException("not a thing that a plugin may throw", thrown);
            }
        });
    }

    private @Nullable Object call(Supplier<Object> pass) {
        return guard.call(ExtensionPoint.FILTER, pass);
    }
}
