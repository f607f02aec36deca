package dev.headroom.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The programs of the control plane and the small Go programs of this repository; what is missing is built once into a cache. */
final class Binaries {
    private final Path repository;
    private final Path controlPlane;

    private Binaries(Path repository, Path controlPlane) {
        this.repository = repository;
        this.controlPlane = controlPlane;
    }

    /** {@code headroom.controlPlaneBin} or {@code CONTROL_PLANE_BIN} name a folder that has everything. */
    static Binaries find() {
        Path repository = root();
        String given = System.getProperty("headroom.controlPlaneBin", "");
        Path bin = given.isEmpty()
                ? lastLine(repository, List.of("e2e/control-plane/build"))
                : Path.of(given).toAbsolutePath();
        if (!Files.isExecutable(bin.resolve("kube-apiserver"))) {
            throw new IllegalStateException("there is no kube-apiserver in " + bin);
        }
        return new Binaries(repository, bin);
    }

    /** The folder of this repository. */
    static Path root() {
        Path repository =
                Path.of(System.getProperty("basedir", "")).toAbsolutePath().getParent();
        if (repository == null || !Files.isRegularFile(repository.resolve("e2e/control-plane/build"))) {
            throw new IllegalStateException(
                    "run the tests in the folder e2e of the repository, or set -Dbasedir to it");
        }
        return repository;
    }

    String controlPlane(String name) {
        return controlPlane.resolve(name).toString();
    }

    /** The binary of a Go module in this repository, such as {@code e2e/workload}. */
    String goProgram(String folder) {
        return lastLine(repository, List.of("e2e/control-plane/go-program", folder))
                .toString();
    }

    Path repository() {
        return repository;
    }

    /** What a script says last: a path. */
    static Path lastLine(Path directory, List<String> command) {
        try {
            Process process = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int status = process.waitFor();
            if (status != 0) {
                throw new IllegalStateException(String.join(" ", command) + " gave " + status + "; it says above why");
            }
            return Path.of(output.lines().toList().getLast());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
