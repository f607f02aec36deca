package dev.headroom.bench.accuracy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What the repository in the working directory says about the model. */
final class Git {

    static final String MODEL = "src/main/java/dev/headroom/predict";

    private Git() {}

    /** The last commit that touched the model. */
    static String modelCommit() throws IOException {
        return output("log", "-1", "--format=%H", "--", MODEL).strip();
    }

    /** @throws IOException if there is no such commit, or it is not before the present one */
    static String resolved(String commit) throws IOException {
        String full = output("rev-parse", "--verify", commit + "^{commit}").strip();
        output("merge-base", "--is-ancestor", full, "HEAD");
        return full;
    }

    /** The model's files that have changed since. */
    static List<String> modelFilesChangedSince(String commit) throws IOException {
        return output("diff", "--name-only", commit, "HEAD", "--", MODEL)
                .lines()
                .filter(line -> !line.isBlank())
                .toList();
    }

    private static String output(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(Arrays.asList(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new IOException(String.join(" ", command) + " failed: " + text.strip());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
        return text;
    }
}
