package dev.headroom.extender.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class KillSwitchIT {

    /** Generous, for a machine with much else to do; what is promised follows from the interval. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @TempDir
    Path folder;

    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private final Logger logger = (Logger) LoggerFactory.getLogger(KillSwitch.class);

    @BeforeEach
    void listen() {
        lines.start();
        logger.addAppender(lines);
    }

    @AfterEach
    void deafen() {
        logger.detachAppender(lines);
    }

    @Test
    void acts_and_says_each_change_once() throws IOException {
        Path file = folder.resolve("off");
        try (KillSwitch killSwitch = KillSwitch.watching(file.toString())) {
            assertThat(killSwitch.isOn()).isFalse();
            Files.createFile(file);
            await().atMost(PATIENCE).until(killSwitch::isOn);
            Files.delete(file);
            await().atMost(PATIENCE).until(() -> !killSwitch.isOn());
            Files.createFile(file);
            await().atMost(PATIENCE).until(killSwitch::getAsBoolean);
        }
        assertThat(lines.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .containsExactly(
                        "kill switch on: " + file + " exists",
                        "kill switch off: " + file + " is gone",
                        "kill switch on: " + file + " exists");
    }

    @Test
    void looks_five_times_in_the_second_within_which_it_has_to_act() {
        assertThat(KillSwitch.INTERVAL).isEqualTo(Duration.ofMillis(200));
    }

    @Test
    void a_file_that_exists_at_start_counts_at_once() throws IOException {
        Path file = Files.createFile(folder.resolve("off"));
        try (KillSwitch killSwitch = KillSwitch.watching(file.toString())) {
            assertThat(killSwitch.isOn()).isTrue();
        }
    }

    @Test
    void a_folder_that_does_not_exist_yet_is_no_problem() throws IOException {
        Path file = folder.resolve("later").resolve("off");
        try (KillSwitch killSwitch = KillSwitch.watching(file.toString())) {
            assertThat(killSwitch.isOn()).isFalse();
            Files.createDirectory(folder.resolve("later"));
            Files.createFile(file);
            await().atMost(PATIENCE).until(killSwitch::isOn);
        }
    }

    @Test
    void no_path_is_never_on() {
        try (KillSwitch killSwitch = KillSwitch.watching("")) {
            assertThat(killSwitch.isOn()).isFalse();
        }
        assertThat(lines.list).isEmpty();
    }
}
