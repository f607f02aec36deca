package dev.headroom.bench.accuracy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code headroom bench accuracy evaluate}. */
@Command(
        name = "evaluate",
        description = "Forecasts recordings as the service would have, and shows how far off that was. ",
        mixinStandardHelpOptions = true)
final class EvaluateCommand implements Callable<Integer> {

    @Option(
            names = "--recording",
            required = true,
            description = "Folder that `record` wrote; may be given several times.")
    private List<Path> recordings = List.of();

    @Option(names = "--plots", description = "Folder for a plot of each program.")
    private @Nullable Path plots;

    @Override
    public Integer call() throws IOException {
        Evaluation evaluation = Evaluation.of(recordings, Window.STANDARD);
        System.out.print(EvaluationTable.of(evaluation));
        if (plots != null) {
            AccuracyDocs.writePlots(plots, evaluation.alone());
        }
        return 0;
    }
}
