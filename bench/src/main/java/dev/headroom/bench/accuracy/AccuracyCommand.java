package dev.headroom.bench.accuracy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.headroom.bench.Report;
import dev.headroom.runtime.SystemClock;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code headroom bench accuracy}. */
@Command(
        name = "accuracy",
        description =
                "Measures forecasts against real Go programs under real limits, with programs that follow from the"
                        + " model's commit, and writes bench/results/accuracy.json and docs/accuracy.md. About two hours.",
        mixinStandardHelpOptions = true)
public final class AccuracyCommand implements Callable<Integer> {

    private final SystemClock clock;

    @Option(names = "--minutes", defaultValue = "12", description = "How long each program runs; ${DEFAULT-VALUE}.")
    private double minutes;

    @Option(names = "--parallel", defaultValue = "6", description = "How many run at once; ${DEFAULT-VALUE}.")
    private int parallel;

    @Option(names = "--runs", defaultValue = "36", description = "How many run alone, 30 or more; ${DEFAULT-VALUE}.")
    private int runs;

    @Option(names = "--out", description = "Where recordings go; bench/target/accuracy/COMMIT by default.")
    private @Nullable Path out;

    @Option(names = "--lab", description = "The lab's binary; by default bench/accuracy is built.")
    private @Nullable Path binary;

    @Option(
            names = "--recording",
            description = "Evaluate these instead of making new ones; their seeds must follow from the model's commit.")
    private List<Path> recordings = List.of();

    @Option(
            names = "--model-commit",
            description =
                    "The model's commit that the seeds were derived from; the last one by default. What changed in"
                            + " the model since is listed in the report.")
    private @Nullable String modelCommit;

    @Option(names = "--short", description = "Three programs for 90 s and loose bounds instead; writes nothing.")
    private boolean shortForm;

    private AccuracyCommand(SystemClock clock) {
        this.clock = clock;
    }

    /** The command with its subcommands. */
    public static CommandLine create(SystemClock clock) {
        return new CommandLine(new AccuracyCommand(clock))
                .addSubcommand(new RecordCommand(clock))
                .addSubcommand(new EvaluateCommand())
                .addSubcommand(new PageCommand());
    }

    @Override
    public Integer call() throws IOException {
        Path root = Path.of("").toAbsolutePath();
        if (shortForm) {
            return new ShortForm(clock).run(lab(root));
        }
        String commit = Report.commitOfCleanTree();
        String model = modelCommit == null ? Git.modelCommit() : Git.resolved(modelCommit);
        Seeds seeds = Seeds.of(model);
        List<Path> of = recordings.isEmpty() ? recorded(root, model, seeds) : recordings;
        Evaluation evaluation = Evaluation.of(of, Window.STANDARD);
        evaluation.requireSeedsOf(seeds);
        System.out.print(EvaluationTable.of(evaluation));
        ObjectNode figures = new ObjectMapper().createObjectNode();
        ObjectNode details = new ObjectMapper().createObjectNode();
        OtherFigures.feedback(seeds.first(), figures, details);
        OtherFigures.cost(figures, details);
        OtherFigures.endToEnd(root, commit, figures, details);
        new AccuracyReport(clock).write(root, evaluation, model, figures, details);
        AccuracyDocs.writePlots(root.resolve(AccuracyDocs.PLOTS), evaluation.alone());
        AccuracyDocs.writePage(root, AccuracyReport.withReasons(root));
        System.err.println("accuracy: wrote " + AccuracyReport.FILE + " and docs/accuracy.md");
        return 0;
    }

    private List<Path> recorded(Path root, String model, Seeds seeds) throws IOException {
        Path folder = out == null ? root.resolve("bench/target/accuracy").resolve(model) : out.toAbsolutePath();
        return new Campaign(clock, lab(root), folder, seeds).record(minutes, parallel, runs);
    }

    private Path lab(Path root) throws IOException {
        return binary == null ? Lab.built(root).binary() : binary.toAbsolutePath();
    }
}
