package dev.headroom.bench;

import dev.headroom.runtime.Ticker;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** How long a newcomer waits for the first placed pod. */
record DemoStart(Ticker ticker) {

    /** Runs {@code ./headroom demo} in a checkout until it says that a pod was placed; seconds from the first key. */
    double seconds(Path checkout) throws IOException {
        long start = ticker.nanos();
        Process demo = new ProcessBuilder("./headroom", "demo", "--port", "0")
                .directory(checkout.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader out = demo.inputReader(StandardCharsets.UTF_8)) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                if (line.contains(" -> node-")) {
                    return (ticker.nanos() - start) / 1e9;
                }
            }
            throw new IOException("the demo in " + checkout + " ended without placing a pod");
        } finally {
            end(demo);
        }
    }

    /** The same in a fresh clone of this commit: what builds first is built first. */
    double secondsInCleanClone(Path checkout, Path emptyFolder) throws IOException {
        Process clone = new ProcessBuilder(
                        List.of("git", "clone", "--quiet", "--no-local", checkout.toString(), emptyFolder.toString()))
                .inheritIO()
                .start();
        try {
            if (clone.waitFor() != 0) {
                throw new IOException("git clone ended with status " + clone.exitValue());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
        return seconds(emptyFolder);
    }

    private static void end(Process process) {
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
