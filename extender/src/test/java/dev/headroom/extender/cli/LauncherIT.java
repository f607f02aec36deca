package dev.headroom.extender.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.extender.cli.FakeInstallation.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script {@code headroom} in a copy of the project whose JDKs and Maven are scripts that say what they were told. */
class LauncherIT {

    @TempDir
    private Path directory = Path.of("");

    private FakeInstallation installation = new FakeInstallation(directory);

    @BeforeEach
    void install() throws IOException {
        installation = new FakeInstallation(directory);
        installation.create();
    }

    @Test
    void an_old_jdk_is_named_with_its_version_and_the_way_to_a_new_one() throws Exception {
        Path old = installation.jdk("old", "17.0.15");

        Run run = installation.run(old, "version");

        assertThat(run.output())
                .startsWith("headroom: a JDK 25 or newer is missing (" + old + " is version 17); install one ")
                .endsWith(" or set JAVA_HOME to it");
        assertThat(run.exitCode()).isEqualTo(4);
    }

    @Test
    void no_jdk_at_all_is_said_in_one_line() throws Exception {
        Run run = installation.run(directory.resolve("nowhere"), "version");

        assertThat(run.output())
                .hasLineCount(1)
                .startsWith("headroom: a JDK 25 or newer is missing (none was found); install one ");
        assertThat(run.exitCode()).isEqualTo(4);
    }

    @Test
    void a_new_jdk_is_found_beside_an_old_java_home() throws Exception {
        Path old = installation.jdk("old", "17.0.15");
        installation.jdk("new", "26");

        Run run = installation.run(old, "version");

        assertThat(run.output()).contains("java new ").contains("dev.headroom.extender.Main version");
        assertThat(run.exitCode()).isZero();
    }

    @Test
    void a_missing_maven_is_said_with_the_way_to_get_it() throws Exception {
        installation.removeMaven();

        Run run = installation.run(installation.jdk("new", "25.0.3"), "version");

        assertThat(run.output()).contains("headroom: Maven is missing; install it ");
        assertThat(run.exitCode()).isEqualTo(4);
    }

    @Test
    void the_first_run_builds_and_says_how_far_it_is_and_the_second_does_not_build() throws Exception {
        Path jdk = installation.jdk("new", "25.0.3");

        Run first = installation.run(jdk, "config", "check", "a b.yaml");
        Run second = installation.run(jdk, "version");

        assertThat(first.output())
                .contains("building Headroom (", "[2/6] Headroom :: Framework", "built in ")
                .contains("dev.headroom.extender.Main config check a b.yaml");
        assertThat(second.output()).doesNotContain("building").contains("dev.headroom.extender.Main version");
    }

    @Test
    void bench_has_a_build_and_a_class_path_of_its_own() throws Exception {
        Run run = installation.run(installation.jdk("new", "25.0.3"), "bench", "verbs");

        assertThat(run.output()).contains("/project/bench/target/lib/* dev.headroom.bench.Main verbs");
    }

    @Test
    void a_newer_source_is_built() throws Exception {
        Path jdk = installation.jdk("new", "25.0.3");
        installation.run(jdk, "version");
        installation.touchSource();

        assertThat(installation.run(jdk, "version").output()).contains("building Headroom (");
    }

    @Test
    void a_build_that_fails_shows_its_errors_and_starts_nothing() throws Exception {
        installation.failingMaven();

        Run run = installation.run(installation.jdk("new", "25.0.3"), "version");

        assertThat(run.output())
                .contains("[ERROR] Foo.java:[1,2] cannot find symbol", "headroom: the build failed; all of its output")
                .doesNotContain("extender.Main");
        assertThat(run.exitCode()).isEqualTo(4);
    }

    @Test
    void sigterm_while_building_ends_maven() throws Exception {
        installation.endlessMaven();
        Process launcher = installation.start(installation.jdk("new", "25.0.3"), "version");
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> Files.exists(installation.mavenPid()));
        ProcessHandle maven = ProcessHandle.of(
                        Long.parseLong(Files.readString(installation.mavenPid()).strip()))
                .orElseThrow();

        launcher.destroy();

        assertThat(launcher.waitFor()).isEqualTo(128 + 15);
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> !maven.isAlive());
    }

    @Test
    void it_works_through_a_symbolic_link_and_from_another_folder() throws Exception {
        Path link = Files.createSymbolicLink(directory.resolve("hr"), Path.of("project/headroom"));

        Run run = installation.runScript(link, installation.jdk("new", "25.0.3"), "version");

        assertThat(run.output()).contains(directory.toRealPath() + "/project/extender/target/lib/*");
    }

    @Test
    void verify_builds_the_control_plane_runs_all_tests_and_ends_with_the_grand_total() throws Exception {
        Run run = installation.run(installation.jdk("new", "25.0.3"), "verify", "-o");

        assertThat(run.output())
                .contains("mvn -B verify -Pe2e -Dheadroom.controlPlaneBin=/cache/bin -o")
                .contains("Headroom :: Framework, unit: Tests run: 7, Failures: 0, Errors: 0, Skipped: 0")
                .contains("Headroom :: Framework, integration: Tests run: 2, Failures: 0, Errors: 0, Skipped: 0")
                // 7 + 2; the line of a single class does not count.
                .endsWith("All modules: Tests run: 9, Failures: 0, Errors: 0, Skipped: 0");
        assertThat(run.exitCode()).isZero();
    }

    @Test
    void verify_keeps_the_exit_code_of_a_failure() throws Exception {
        installation.failingMaven();

        Run run = installation.run(installation.jdk("new", "25.0.3"), "verify");

        assertThat(run.output()).endsWith("All modules: Tests run: 0, Failures: 0, Errors: 0, Skipped: 0");
        assertThat(run.exitCode()).isEqualTo(1);
    }
}
