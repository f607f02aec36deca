package dev.headroom.extender.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A project folder with the real launcher in it, and scripts in place of Java, Maven and the control plane's build. */
final class FakeInstallation {

    private static final String BUILDING = """
            echo "mvn $*"
            echo "[INFO] Building Headroom :: Framework 0.1.0-SNAPSHOT                    [2/6]"
            """;

    private final Path directory;
    private final Path project;
    private final Path path;

    record Run(int exitCode, String output) {}

    FakeInstallation(Path directory) {
        this.directory = directory;
        this.project = directory.resolve("project");
        this.path = directory.resolve("path");
    }

    void create() throws IOException {
        for (String module : List.of("src", "predicates", "priorities", "config", "extender", "bench")) {
            Files.createDirectories(project.resolve(module).resolve("main"));
        }
        Files.writeString(project.resolve("pom.xml"), "<project/>");
        for (String file : List.of("headroom", ".ci/totals.awk")) {
            Path copy = project.resolve(file);
            Files.createDirectories(copy.getParent());
            Files.copy(Path.of("..").resolve(file), copy, StandardCopyOption.COPY_ATTRIBUTES);
        }
        script(project.resolve("e2e/control-plane/build"), "echo building >&2; echo /cache/bin");
        script(project.resolve("e2e/prometheus/find"), "echo /cache/prometheus");
        script(path.resolve("mvn"), BUILDING + """
                        echo "[INFO] --- maven-surefire-plugin:3.6.1:test (default-test) @ headroom-framework ---"
                        echo "[INFO] Tests run: 7, Failures: 0, Errors: 0, Skipped: 0, Time elapsed: 0.1 s -- in FooTest"
                        echo "[INFO] Tests run: 7, Failures: 0, Errors: 0, Skipped: 0"
                        echo "[INFO] --- maven-failsafe-plugin:3.6.1:integration-test (default) @ headroom-framework ---"
                        echo "[INFO] Tests run: 2, Failures: 0, Errors: 0, Skipped: 0"
                        mkdir -p extender/target/lib bench/target/lib
                        : >extender/target/headroom-extender-0.1.0.jar
                        : >bench/target/headroom-bench-0.1.0.jar
                        """);
    }

    Path mavenPid() {
        return directory.resolve("maven.pid");
    }

    void removeMaven() throws IOException {
        Files.delete(path.resolve("mvn"));
    }

    void failingMaven() throws IOException {
        script(path.resolve("mvn"), BUILDING + "echo '[ERROR] Foo.java:[1,2] cannot find symbol'; exit 1");
    }

    /** Ends only when it is told to. */
    void endlessMaven() throws IOException {
        script(
                path.resolve("mvn"),
                "echo $$ >" + mavenPid() + ".new; mv " + mavenPid() + ".new " + mavenPid()
                        + "; exec tail -f /dev/null");
    }

    /** Makes a source newer than any build of this minute. */
    void touchSource() throws IOException {
        Path source = Files.writeString(project.resolve("src/main/Foo.java"), "class Foo {}");
        Files.setLastModifiedTime(
                source, FileTime.fromMillis(Files.getLastModifiedTime(source).toMillis() + 60_000));
    }

    Path jdk(String name, String version) throws IOException {
        Path home = directory.resolve("jdks").resolve(name);
        script(home.resolve("bin/java"), "echo java " + name + " \"$@\"");
        script(home.resolve("bin/javac"), "");
        Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
        return home;
    }

    Run run(Path javaHome, String... args) throws IOException, InterruptedException {
        return runScript(project.resolve("headroom"), javaHome, args);
    }

    Run runScript(Path script, Path javaHome, String... args) throws IOException, InterruptedException {
        Process process = start(script, javaHome, args);
        String output = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
        if (!process.waitFor(Duration.ofSeconds(60).toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IllegalStateException("The launcher did not end: " + output);
        }
        return new Run(process.exitValue(), output);
    }

    Process start(Path javaHome, String... args) throws IOException {
        return start(project.resolve("headroom"), javaHome, args);
    }

    private Process start(Path script, Path javaHome, String... args) throws IOException {
        List<String> command = new ArrayList<>(List.of(script.toString()));
        command.addAll(List.of(args));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment()
                .putAll(Map.of(
                        "PATH",
                        path + ":" + coreTools(),
                        "HOME",
                        directory.toString(),
                        "JAVA_HOME",
                        javaHome.toString(),
                        "HEADROOM_JDK_PLACES",
                        directory.resolve("jdks") + "/*"));
        return builder.start();
    }

    /** A folder with the tools that the launcher needs, so that the machine's own Maven is not among them. */
    private String coreTools() throws IOException {
        Path tools = directory.resolve("tools");
        for (String tool : List.of(
                "bash",
                "dirname",
                "readlink",
                "sed",
                "find",
                "awk",
                "tee",
                "mktemp",
                "mkfifo",
                "rm",
                "mv",
                "mkdir",
                "touch",
                "grep",
                "tail",
                "flock")) {
            for (String place : List.of("/bin", "/usr/bin")) {
                if (Files.exists(Path.of(place, tool))) {
                    script(tools.resolve(tool), "exec " + place + "/" + tool + " \"$@\"");
                }
            }
        }
        return tools.toString();
    }

    private static void script(Path file, String body) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/bash\n" + body + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
