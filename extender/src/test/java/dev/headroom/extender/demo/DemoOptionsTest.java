package dev.headroom.extender.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.extender.PluginCatalog;
import dev.headroom.runtime.SystemClock;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class DemoOptionsTest {

    private final AtomicInteger starts = new AtomicInteger();
    private final StringWriter errors = new StringWriter();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "--nodes=0            | --nodes is 0, allowed is 1 to 5000",
                "--nodes=5001         | --nodes is 5001, allowed is 1 to 5000",
                "--speed=0.09         | --speed is 0.09, allowed is 0.1 to 100",
                "--speed=101          | --speed is 101.0, allowed is 0.1 to 100",
                "--speed=NaN          | --speed is NaN, allowed is 0.1 to 100",
                "--port=-1            | --port is -1, allowed is 0 to 65535, 0 picks a free port",
                "--port=65536         | --port is 65536, allowed is 0 to 65535, 0 picks a free port",
                "--duration=0s        | --duration is 0s, allowed is 1s to 168h",
                "--duration=169h      | --duration is 608400s, allowed is 1s to 168h",
                "--duration=soon      | 'soon', allowed is a whole number and a unit: 60s, 5m or 2h, from 1s to 168h",
                "--duration=-5s       | '-5s', allowed is a whole number and a unit: 60s, 5m or 2h, from 1s to 168h",
                "--duration=1.5h      | '1.5h', allowed is a whole number and a unit: 60s, 5m or 2h, from 1s to 168h",
                "--nodes=many         | 'many' is not an int",
                "--seed=1.5           | '1.5' is not a long"
            })
    void what_is_not_allowed_is_refused_with_name_value_and_range(String argument, String message) {
        int exit = execute(argument);

        assertThat(exit).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(errors.toString()).contains(message).contains(argument.substring(0, argument.indexOf('=')));
        assertThat(starts).as("nothing was started").hasValue(0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--nodes=1",
                "--nodes=5000",
                "--speed=0.1",
                "--speed=100",
                "--port=0",
                "--port=65535",
                "--duration=1s",
                "--duration=168h",
                "--seed=-9223372036854775808"
            })
    void the_ends_of_each_range_are_allowed(String argument) {
        execute(argument);

        assertThat(starts).hasValue(1);
    }

    @Test
    void help_names_every_option() {
        StringWriter out = new StringWriter();
        command().setOut(new PrintWriter(out)).execute("--help");

        assertThat(out.toString()).contains("--nodes", "--seed", "--speed", "--duration", "--port", "Ctrl-C");
    }

    private int execute(String argument) {
        return command().setErr(new PrintWriter(errors)).execute(argument);
    }

    private CommandLine command() {
        PrintStream out = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
        return new CommandLine(new DemoCommand(
                (configuration, clock) -> {
                    starts.incrementAndGet();
                    throw new IllegalStateException("far enough for this test");
                },
                PluginCatalog.registry(),
                new SystemClock(),
                out,
                false));
    }
}
