package dev.headroom.extender.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.extender.PluginCatalog;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigCommandIT {

    @TempDir
    private Path directory = Path.of("");

    private static Terminal run(String... args) {
        return Terminal.run(List.of(new ConfigCommand(PluginCatalog.registry())), args);
    }

    private String file(String content) throws IOException {
        return Files.writeString(directory.resolve("headroom.yaml"), content).toString();
    }

    @Test
    void the_default_file_is_good() throws IOException {
        String file = file(run("config", "default").out());

        Terminal check = run("config", "check", file);

        assertThat(check.out()).isEqualTo(file + " is good: 1 profile(s)" + System.lineSeparator());
        assertThat(check.exitCode()).isZero();
    }

    @Test
    void all_problems_stand_on_standard_error_one_per_line() throws IOException {
        String file = file("""
                apiVersion: headroom.dev/v1alpha1
                kind: HeadroomConfiguration
                server: {verbsPort: 70000}
                profiles:
                  - {schedulerName: headroom, plugins: [{name: GcHeadroomFit, args: {quantil: 0.9, sensitivity: 2}}]}
                """);

        Terminal check = run("config", "check", file);

        assertThat(check.err().lines())
                .hasSize(4)
                .anySatisfy(line -> assertThat(line).isEqualTo("headroom: " + file + " has 3 problems"))
                .anySatisfy(line -> assertThat(line).startsWith("server.verbsPort: 70000 is not allowed"))
                .anySatisfy(line -> assertThat(line)
                        .startsWith("profiles[0].plugins[0].args.quantil: an unknown key")
                        .endsWith("Maybe you mean `quantile`"))
                .anySatisfy(line ->
                        assertThat(line).startsWith("profiles[0].plugins[0].args.sensitivity: 2.0 is not allowed"));
        assertThat(check.out()).isEmpty();
        assertThat(check.exitCode()).isEqualTo(1);
    }

    @Test
    void a_file_that_does_not_exist_says_how_to_get_one() {
        String missing = directory.resolve("missing.yaml").toString();

        Terminal check = run("config", "check", missing);

        assertThat(check.err().lines())
                .containsExactly(
                        "headroom: " + missing + " does not exist",
                        "Maybe begin with `headroom config default > " + missing + "`");
        assertThat(check.exitCode()).isEqualTo(4);
    }

    @Test
    void a_directory_is_no_file() {
        Terminal check = run("config", "check", directory.toString());

        assertThat(check.err()).startsWith("headroom: " + directory + " cannot be read: ");
        assertThat(check.exitCode()).isEqualTo(4);
    }

    @Test
    void bytes_that_are_no_text_are_refused() throws IOException {
        Path file = Files.write(directory.resolve("latin"), "é".getBytes(StandardCharsets.ISO_8859_1));

        Terminal check = run("config", "check", file.toString());

        assertThat(check.err()).startsWith("headroom: " + file + " is not UTF-8");
        assertThat(check.exitCode()).isEqualTo(1);
    }

    @Test
    void a_file_without_end_is_read_up_to_its_bound() {
        Terminal check = run("config", "check", "/dev/zero");

        assertThat(check.err()).startsWith("headroom: /dev/zero is larger than 1048576 bytes");
        assertThat(check.exitCode()).isEqualTo(1);
    }
}
