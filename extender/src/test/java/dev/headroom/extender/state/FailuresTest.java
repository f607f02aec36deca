package dev.headroom.extender.state;

import static dev.headroom.extender.state.Events.node;
import static dev.headroom.extender.state.Events.pod;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.headroom.api.Resources;
import dev.headroom.predict.Predictor;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class FailuresTest {

    private final MovableClock clock = new MovableClock();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final ClusterState state = new ClusterState(new Predictor(), clock, registry, Duration.ZERO);
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private final Logger logger = (Logger) LoggerFactory.getLogger(ClusterState.class);

    @BeforeEach
    void listen() {
        lines.start();
        logger.addAppender(lines);
    }

    @AfterEach
    void close() {
        logger.detachAppender(lines);
        state.close();
    }

    @Test
    @DisplayName("a listener's error ends nothing: each is counted, one line a minute is logged, the state goes on")
    void listenersError() {
        state.addListener(failing(new LinkageError("planted")));
        tell(node("a"), pod("1", "a"), pod("2", "a"), pod("3", "a"));
        assertThat(failed()).isEqualTo(3);
        assertThat(lines.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .containsExactly("A listener of the state failed");
        clock.advance(Duration.ofMinutes(1));
        tell(pod("4", "a"));
        assertThat(lines.list).hasSize(2);
        assertThat(state.alive()).isTrue();
        assertThat(state.view().slotOf("a")).isZero();
    }

    @Test
    @DisplayName("an error of the writer itself, here a seen node without a slot, ends nothing and is counted once")
    void writersError() {
        tell(node("a"));
        state.onWriter(nodes -> {
                    NodeRecord planted = nodes.orHeardOf("planted");
                    planted.allocatable = Resources.NONE;
                    nodes.touch(planted);
                })
                .join();
        await().until(() -> failed() == 1);
        tell(node("b"));
        assertThat(state.alive()).isTrue();
        assertThat(state.view().slotOf("b")).isNotNegative();
        assertThat(failed()).isEqualTo(1);
    }

    @Test
    @DisplayName("an error of somebody's action is told to who asked for it")
    void actionsError() {
        assertThatThrownBy(() -> state.onWriter(nodes -> {
                            throw new LinkageError("planted");
                        })
                        .join())
                .isInstanceOf(CompletionException.class)
                .hasRootCauseInstanceOf(LinkageError.class);
        tell(node("a"));
        assertThat(state.alive()).isTrue();
    }

    @Test
    @DisplayName("a VM without memory ends the writer: it is not alive, and whoever waits for a state hears that")
    void vmError() {
        state.addListener(failing(new OutOfMemoryError("planted")));
        state.offer(node("a"));
        state.offer(pod("1", "a"));
        await().until(() -> !state.alive());
        assertThatThrownBy(() -> state.flush().get())
                .isInstanceOf(ExecutionException.class)
                .hasMessageContaining("closed");
    }

    @Test
    @DisplayName("a state is alive until it is closed")
    void closed() {
        assertThat(state.alive()).isTrue();
        state.close();
        assertThat(state.alive()).isFalse();
    }

    private static StateListener failing(Error error) {
        return new StateListener() {
            @Override
            public void bound(String podUid, String node) {
                throw error;
            }

            @Override
            public void gone(String podUid) {}
        };
    }

    private double failed() {
        return registry.counter("headroom.state.event.failed").count();
    }

    private void tell(StateEvent... events) {
        for (StateEvent event : events) {
            state.offer(event);
        }
        state.flush().join();
    }
}
