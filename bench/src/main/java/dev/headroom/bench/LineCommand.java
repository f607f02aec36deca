package dev.headroom.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.headroom.runtime.SystemClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code headroom bench line}. */
@Command(
        name = "line",
        description = "Measures the whole line and writes bench/results/line.json. Run `headroom verify` first: the"
                + " end-to-end figures are read from e2e/target/figures.json.",
        mixinStandardHelpOptions = true)
final class LineCommand implements Callable<Integer> {

    private static final Path RESULT = Path.of("bench/results/line.json");
    private static final int DEMO_STARTS = 5;

    /** The runs in which kube-scheduler must meet no error of the extender. */
    private static final Set<String> ALL_PARTS = Set.of("a", "b", "c", "e", "f");

    private final SystemClock clock;

    @Option(
            names = "--ci-cold-minutes",
            description = "What .ci/run took with empty caches, as its caller measured it.")
    private @Nullable Double ciCold;

    @Option(names = "--ci-warm-minutes", description = "The same with warm caches.")
    private @Nullable Double ciWarm;

    LineCommand(SystemClock clock) {
        this.clock = clock;
    }

    @Override
    public Integer call() throws IOException {
        Path root = Path.of("").toAbsolutePath();
        ObjectNode figures = endToEnd(root);
        ObjectNode details = new ObjectMapper().createObjectNode();
        put(figures, "ci.cold_minutes", ciCold);
        put(figures, "ci.warm_minutes", ciWarm);

        say("starting the demo in a clean clone");
        DemoStart demo = new DemoStart(clock);
        Path clone = Files.createTempDirectory("headroom-clone");
        figures.put("demo.clean_clone_first_placement_s", demo.secondsInCleanClone(root, clone.resolve("headroom")));
        say("starting the demo warm, " + DEMO_STARTS + " times");
        Percentiles starts = new Percentiles();
        for (int i = 0; i < DEMO_STARTS; i++) {
            starts.add((long) (demo.seconds(clone.resolve("headroom")) * 1e9));
        }
        figures.put("demo.warm_first_placement_s", starts.micros(0.5) / 1e6);
        details.put("demo.warm_starts", DEMO_STARTS);
        details.put("demo.warm_first_placement_max_s", starts.micros(1) / 1e6);

        delete(clone);

        say("measuring the verbs");
        VerbsBench.Result verbs = VerbsCommand.measure(clock, 5_000, 20_000);
        VerbsCommand.print(verbs);
        verbs.figures().forEach(figures::put);
        details.set("verbs", verbs.details());
        for (String mode : new String[] {"score", "enforce"}) {
            Allocation.Bytes bytes = Allocation.measure(mode);
            details.put("alloc." + mode + ".filter_bytes", bytes.filter());
            details.put("alloc." + mode + ".prioritize_bytes", bytes.prioritize());
            if (mode.equals("score")) {
                figures.put("verbs.names500.alloc_bytes", Math.ceil(bytes.larger()));
            }
        }
        new Report(clock).write(RESULT, "./headroom bench line", LineGoals.ALL, figures, details);
        say("wrote " + RESULT);
        return 0;
    }

    /** What the end-to-end tests measured, if it was this commit and all of its parts. */
    private static ObjectNode endToEnd(Path root) throws IOException {
        ObjectNode figures = new Figures(root.resolve("e2e/target/figures.json")).read();
        String measured = figures.path("commit").asText();
        String commit = Report.commitOfCleanTree();
        if (!measured.equals(commit)) {
            throw new IOException("e2e/target/figures.json is of commit \"" + measured + "\", this is " + commit
                    + ". Run `./headroom verify` first");
        }
        if (!ALL_PARTS.equals(Set.copyOf(partsOf(figures)))) {
            figures.remove("e2e.extender_errors");
        }
        return figures;
    }

    private static List<String> partsOf(ObjectNode figures) {
        List<String> parts = new ArrayList<>();
        figures.path("parts").path("e2e.extender_errors").fieldNames().forEachRemaining(parts::add);
        return parts;
    }

    private static void put(ObjectNode figures, String id, @Nullable Double measured) {
        if (measured != null) {
            figures.put(id, measured);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private static void say(String what) {
        System.err.println("bench: " + what);
    }
}
