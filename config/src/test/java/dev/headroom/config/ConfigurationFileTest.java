package dev.headroom.config;

import static dev.headroom.config.RefusedFile.HEAD;
import static dev.headroom.config.RefusedFile.problems;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is no file of configuration at all. */
class ConfigurationFileTest {

    static Stream<Arguments> oneProblem() {
        return Stream.of(
                arguments(
                        "a key that stands twice is refused with its line",
                        "server: {verbsPort: 1}\nkillSwitchFile: a\nkillSwitchFile: b",
                        "killSwitchFile: the key again in line 5 is not allowed; allowed is each key once"),
                arguments(
                        "an alias, and with it an alias bomb",
                        "killSwitchFile: *a",
                        "killSwitchFile: an alias in line 3 is not allowed; allowed is plain YAML without aliases and tags"),
                arguments(
                        "a tag",
                        "server: !foo {}",
                        "server: a tag in line 3 is not allowed; allowed is plain YAML without aliases and tags"),
                arguments(
                        "a second document",
                        "---\na: b",
                        "(file): a second document in line 4 is not allowed; allowed is one YAML document"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("oneProblem")
    void is_refused(String name, String body, String problem) {
        assertThat(problems(HEAD + body)).containsExactly(problem);
    }

    @Test
    void an_empty_file_lacks_its_head() {
        assertThat(problems(""))
                .containsExactly(
                        "apiVersion: nothing is not allowed; allowed is headroom.dev/v1alpha1",
                        "kind: nothing is not allowed; allowed is HeadroomConfiguration");
    }

    @Test
    void what_is_no_yaml_is_refused_with_its_place() {
        assertThat(problems("server: {verbsPort: 1"))
                .singleElement()
                .asString()
                .startsWith("(file): ")
                .contains("line 1, column 22")
                .endsWith("allowed is YAML");
    }

    @Test
    void a_file_of_more_than_a_mebibyte_is_not_even_parsed() {
        assertThat(problems("#".repeat(1_048_577)))
                .containsExactly("(file): 1048577 characters is not allowed; allowed is at most 1048576");
    }

    @Test
    void deep_nesting_is_refused() {
        assertThat(problems(HEAD + "server: " + "[".repeat(5_000) + "]".repeat(5_000)))
                .isNotEmpty();
    }
}
