package dev.headroom.extender.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.runtime.PluginRegistry;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Command;

class HeadroomCommandTest {

    @Command(name = "fails")
    static final class Fails implements Runnable {

        private final RuntimeException failure;

        Fails(RuntimeException failure) {
            this.failure = failure;
        }

        @Override
        public void run() {
            throw failure;
        }
    }

    private static Terminal failing(RuntimeException failure) {
        return Terminal.run(List.of(new Fails(failure)), "fails");
    }

    @Test
    void version_is_one_line_on_standard_output() {
        Terminal version = Terminal.run(List.of(new VersionCommand()), "version");

        assertThat(version.out()).startsWith("headroom ").contains(", Java " + Runtime.version());
        assertThat(version.exitCode()).isZero();
    }

    @Test
    void help_names_the_exit_codes() {
        assertThat(Terminal.run(List.of(new VersionCommand()), "--help").out())
                .contains("version", "Exit codes:", "70", "A fault in Headroom itself.");
    }

    @Test
    void a_misspelt_option_gets_a_hint() {
        Terminal terminal = Terminal.run(
                List.of(new ServeCommand(PluginRegistry.of(List.of()), (c, k) -> 0)),
                "serve",
                "--config=x",
                "--kubeconfg=y");

        assertThat(terminal.err().lines()).contains("Maybe you mean --kubeconfig");
        assertThat(terminal.exitCode()).isEqualTo(2);
    }

    @Test
    void a_missing_option_is_named() {
        Terminal terminal = Terminal.run(List.of(new ServeCommand(PluginRegistry.of(List.of()), (c, k) -> 0)), "serve");

        assertThat(terminal.err().lines())
                .containsExactly(
                        "headroom: Missing required option: '--config=FILE'", "Maybe `headroom serve --help` helps");
        assertThat(terminal.exitCode()).isEqualTo(2);
    }

    @Test
    void no_subcommand_is_a_wrong_command_line() {
        Terminal terminal = Terminal.run(List.of(new VersionCommand()));

        assertThat(terminal.err().lines())
                .containsExactly("headroom: Missing required subcommand", "Maybe `headroom --help` helps");
        assertThat(terminal.exitCode()).isEqualTo(2);
    }

    @Test
    void a_failure_is_a_line_and_a_guess() {
        Terminal terminal = failing(CliFailure.unavailable("port 1 is taken", "Maybe another Headroom runs"));

        assertThat(terminal.err().lines()).containsExactly("headroom: port 1 is taken", "Maybe another Headroom runs");
        assertThat(terminal.exitCode()).isEqualTo(4);
    }

    @Test
    void a_fault_is_a_line_with_its_place_and_no_stack_trace() {
        Terminal terminal = failing(new IllegalStateException("boom"));

        assertThat(terminal.err().lines())
                .hasSize(2)
                .first()
                .asString()
                .startsWith("headroom: a fault in Headroom: java.lang.IllegalStateException: boom at "
                        + HeadroomCommandTest.class.getName());
        assertThat(terminal.exitCode()).isEqualTo(70);
    }
}
