package dev.headroom.bench.accuracy;

import dev.headroom.runtime.SystemClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine;

/**
 * The whole way once, in a minute and a half: three real programs in real memory groups, recorded, replayed, forecast 30
 * s ahead from an age of 30 s on. Its bounds are loose: they tell a broken forecast from a working one, not a good one
 * from a better one.
 */
final class ShortForm {

    private static final List<String> KINDS = List.of("cache-plateau", "steady-alloc", "lru-growing");
    private static final double MINUTES = 1.5;
    private static final int FEWEST_INSTANTS = 3;
    private static final double MOST_ERROR = 0.5;
    private static final double LEAST_COVERAGE = 0.5;

    private static final Path CGROUPS = Path.of("/sys/fs/cgroup");

    private final SystemClock clock;

    ShortForm(SystemClock clock) {
        this.clock = clock;
    }

    /** @throws IOException if no memory group can be made here; says what is needed */
    static void requireMemoryGroups() throws IOException {
        try {
            Cgroup probe = Cgroup.create(
                    CGROUPS, "headroom-probe-" + ProcessHandle.current().pid());
            if (!probe.remove()) {
                throw new IOException(probe.folders() + " could not be removed");
            }
        } catch (IOException e) {
            throw new IOException(
                    "memory groups cannot be made below " + CGROUPS + " (" + e
                            + "): forecasts are measured under real limits, which needs root and writable cgroups",
                    e);
        }
    }

    /** Records and judges. @return 0 if everything is within its bounds, else 1 */
    int run(Path lab) throws IOException {
        requireMemoryGroups();
        Path folder = Files.createTempDirectory("headroom-accuracy");
        try {
            Path recording = folder.resolve("recording");
            int code = new CommandLine(new RecordCommand(clock))
                    .execute(
                            "--out", recording.toString(),
                            "--lab", lab.toString(),
                            "--kinds", String.join(",", KINDS),
                            "--minutes", Double.toString(MINUTES),
                            "--parallel", Integer.toString(KINDS.size()));
            if (code != 0) {
                return code;
            }
            Evaluation evaluation = Evaluation.of(List.of(recording), Window.SHORT);
            System.out.print(EvaluationTable.of(evaluation));
            List<String> problems = problems(evaluation);
            problems.forEach(problem -> System.err.println("accuracy: " + problem));
            return problems.isEmpty() ? 0 : 1;
        } finally {
            delete(folder);
        }
    }

    static List<String> problems(Evaluation evaluation) {
        List<String> problems = new ArrayList<>();
        if (evaluation.alone().size() != KINDS.size()) {
            problems.add(evaluation.alone().size() + " programs were recorded, expected are " + KINDS.size());
        }
        for (Watched watched : evaluation.alone()) {
            String name = watched.program().name();
            double error = watched.error(Method.HEADROOM);
            if (watched.instants().size() < FEWEST_INSTANTS) {
                problems.add(name + " has " + watched.instants().size() + " instants, expected are at least "
                        + FEWEST_INSTANTS);
            } else if (!(error <= MOST_ERROR)) {
                problems.add(name + " was forecast with an error of " + error + ", allowed is " + MOST_ERROR);
            }
        }
        double coverage = evaluation.widths().coverage();
        if (!(coverage >= LEAST_COVERAGE)) {
            problems.add("p95 covers " + coverage + " of the instants, allowed is at least " + LEAST_COVERAGE);
        }
        return problems;
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
