package dev.headroom.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;

/** Writes {@code bench/results/NAME.json}: what was measured, where, at which commit, and which goals it meets. */
public final class Report {

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private final InstantSource clock;

    public Report(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * @param figures by id; a goal whose figure is missing is written with {@code measured: null, met: false}
     * @throws IOException if the tree has uncommitted changes: a figure must belong to a commit
     */
    public void write(Path file, String command, List<Goal> goals, ObjectNode figures, ObjectNode details)
            throws IOException {
        ObjectNode report = JSON.createObjectNode();
        report.put("command", command);
        report.put("commit", commitOfCleanTree());
        report.put("date", clock.instant().toString());
        report.put("machine", machine());
        ArrayNode rows = report.putArray("goals");
        for (Goal goal : goals) {
            ObjectNode row = rows.addObject();
            row.put("id", goal.id());
            Goal.Bound bound = goal.bound();
            row.put("goal", bound == null ? null : bound.toString());
            boolean measured = figures.path(goal.id()).isNumber();
            row.set("measured", measured ? figures.get(goal.id()) : JSON.nullNode());
            row.put("unit", goal.unit());
            row.put(
                    "met",
                    bound == null
                            ? null
                            : (Boolean) (measured
                                    && bound.isMetBy(figures.get(goal.id()).doubleValue())));
        }
        report.set("details", details);
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(file, JSON.writeValueAsString(report) + "\n");
    }

    /** @throws IOException if the tree has uncommitted changes outside the results */
    public static String commitOfCleanTree() throws IOException {
        String changes = output("git", "status", "--porcelain", "--", ".", ":!bench/results");
        if (!changes.isBlank()) {
            throw new IOException("The tree has uncommitted changes; commit them, then measure:\n" + changes);
        }
        return output("git", "rev-parse", "HEAD").strip();
    }

    private static String machine() throws IOException {
        String model = Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
                .filter(line -> line.startsWith("model name"))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse("unknown CPU");
        String load = Files.readString(Path.of("/proc/loadavg")).strip();
        return "%d cores, %s, %s %s, Java %s, load average %s"
                .formatted(
                        Runtime.getRuntime().availableProcessors(),
                        model,
                        System.getProperty("os.name"),
                        System.getProperty("os.version"),
                        Runtime.version(),
                        load);
    }

    private static String output(String... command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
