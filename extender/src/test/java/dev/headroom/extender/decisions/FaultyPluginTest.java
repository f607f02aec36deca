package dev.headroom.extender.decisions;

import static dev.headroom.testkit.NodeBuilder.aNode;
import static dev.headroom.testkit.PodBuilder.aPod;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headroom.api.Contribution;
import dev.headroom.api.CycleState;
import dev.headroom.api.ExplainedPlugin;
import dev.headroom.api.FilterPlugin;
import dev.headroom.api.NodeInfo;
import dev.headroom.api.Plugin;
import dev.headroom.api.PluginFactory;
import dev.headroom.api.PodInfo;
import dev.headroom.api.Verdict;
import dev.headroom.runtime.Mode;
import dev.headroom.runtime.PluginSpec;
import dev.headroom.runtime.ProfileSpec;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a plugin throws while it explains costs one explanation, never all. */
class FaultyPluginTest {

    private static final PodInfo BROKEN = aPod().named("broken").build();
    private static final PodInfo WHOLE = aPod().named("whole").build();

    private final ManualClock clock = new ManualClock();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final DecisionLog log = new DecisionLog(null, 0, 10, clock, meters);

    static List<Error> errorsOfPlugins() {
        return List.of(new NoClassDefFoundError("x"), new StackOverflowError(), new AssertionError("x"));
    }

    @ParameterizedTest
    @MethodSource("errorsOfPlugins")
    void an_error_of_a_plugin_is_counted_and_the_log_goes_on(Error error) {
        log.accept(decision(BROKEN, error));
        log.accept(new DecisionFixture(Mode.SCORE).filtered(WHOLE, nodes(), clock.millis()));
        CompletableFuture<Optional<ExplainAnswer>> asked = log.explain("default/broken", null);
        log.bound(BROKEN.uid(), "node");
        log.bound(WHOLE.uid(), "node");
        log.drain();

        assertThatThrownBy(asked::get).isInstanceOf(ExecutionException.class).hasCause(error);
        // The question, and the resolution of the pod.
        assertThat(meters.counter("headroom.decisions.failed").count()).isEqualTo(2);
        CompletableFuture<Optional<ExplainAnswer>> other = log.explain("default/whole", null);
        log.drain();
        assertThat(other.join()).isPresent();
    }

    @Test
    void a_thread_that_dies_leaves_no_question_without_an_answer() throws Exception {
        log.accept(decision(BROKEN, new InternalError("the virtual machine is broken")));
        CompletableFuture<Optional<ExplainAnswer>> first = log.explain("default/broken", null);
        CompletableFuture<Optional<ExplainAnswer>> waiting = log.explain("default/whole", null);
        log.start();

        assertThatThrownBy(() -> first.get(20, TimeUnit.SECONDS)).hasCauseInstanceOf(InternalError.class);
        assertThatThrownBy(() -> waiting.get(20, TimeUnit.SECONDS))
                .hasCauseInstanceOf(RejectedExecutionException.class);
        assertThatThrownBy(() -> log.explain("default/whole", null).get(20, TimeUnit.SECONDS))
                .hasCauseInstanceOf(RejectedExecutionException.class);
        log.close();
    }

    @Test
    void closing_settles_the_pods_behind_one_that_cannot_be_explained() {
        log.accept(decision(BROKEN, new NoClassDefFoundError("x")));
        log.accept(new DecisionFixture(Mode.SCORE).filtered(WHOLE, nodes(), clock.millis()));
        log.start();
        log.close();

        assertThat(log.counts()).isEqualTo(new DecisionCounts(0, 1, 0, 2));
        assertThat(log.latest())
                .filteredOn(row -> row.uid().equals(WHOLE.uid()))
                .singleElement()
                .satisfies(row -> assertThat(row.outcome()).isEqualTo(Outcome.UNRESOLVED));
    }

    private Decision decision(PodInfo pod, Error error) {
        ProfileSpec profile = new ProfileSpec(
                "headroom", Mode.SCORE, 3, List.of(new PluginSpec<>(new Factory(error), 0, new NoArgs())));
        return new Decision.Filtered(
                pod,
                clock.millis(),
                profile,
                Mode.SCORE,
                nodes(),
                new Verdict.Rejected[nodes().size()],
                new boolean[0],
                1);
    }

    private static List<NodeInfo> nodes() {
        return List.of(aNode().named("node").build());
    }

    record NoArgs() {}

    private record Factory(Error error) implements PluginFactory<NoArgs> {

        @Override
        public String name() {
            return "Faulty";
        }

        @Override
        public NoArgs defaults() {
            return new NoArgs();
        }

        @Override
        public Plugin create(NoArgs arguments) {
            return new Faulty(error);
        }
    }

    private record Faulty(Error error) implements FilterPlugin, ExplainedPlugin {

        @Override
        public String name() {
            return "Faulty";
        }

        @Override
        public Verdict filter(CycleState state, PodInfo pod, NodeInfo node) {
            return Verdict.FITS;
        }

        @Override
        public Contribution explain(CycleState state, PodInfo pod, NodeInfo node) {
            throw error;
        }
    }
}
