package dev.headroom.extender.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RateLimitedLogTest {

    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private final Logger logger = new LoggerContext().getLogger("test");
    private final AtomicLong nanos = new AtomicLong();
    private final RateLimitedLog log = RateLimitedLog.perMinute(logger, nanos::get);

    @BeforeEach
    void listen() {
        lines.start();
        logger.addAppender(lines);
    }

    private List<String> messages() {
        return lines.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    private void pass(Duration duration) {
        nanos.addAndGet(duration.toNanos());
    }

    @Test
    void one_line_per_kind_and_minute_with_the_number_that_was_left_out() {
        log.warn("a", "first a");
        log.warn("b", "first b");
        log.warn("a", "second a");
        pass(Duration.ofSeconds(59));
        log.warn("a", "third a");
        pass(Duration.ofSeconds(1));
        log.warn("a", "fourth a");

        assertThat(messages()).containsExactly("first a", "first b", "fourth a (2 more since the last line)");
    }

    @Test
    void time_that_goes_back_keeps_nothing_from_being_said() {
        pass(Duration.ofHours(1));
        log.warn("a", "first a");
        pass(Duration.ofHours(-1));
        log.warn("a", "second a");
        log.warn("a", "third a");

        assertThat(messages()).containsExactly("first a", "second a");
    }

    @Test
    void an_error_carries_its_cause() {
        log.error("a", "it failed", new IllegalStateException("because"));
        assertThat(lines.list).singleElement().satisfies(line -> {
            assertThat(line.getThrowableProxy().getMessage()).isEqualTo("because");
            assertThat(line.getKeyValuePairs()).extracting(pair -> pair.key).containsExactly("problem", "leftOut");
        });
    }

    @Test
    void kinds_without_number_share_one_line() {
        for (int i = 0; i < 1_000; i++) {
            log.warn("kind " + i, "message " + i);
        }
        assertThat(messages()).hasSize(RateLimitedLog.MAX_KINDS + 1);
    }

    @Test
    void an_interval_of_nothing_is_refused() {
        assertThatThrownBy(() -> new RateLimitedLog(logger, nanos::get, Duration.ZERO))
                .hasMessageContaining("interval: PT0S is not above zero");
    }
}
