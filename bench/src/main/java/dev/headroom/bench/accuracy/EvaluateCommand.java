package dev.headroom.bench.accuracy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code headroom bench accuracy evaluate}. */
@Command(
        name = "evaluate",
        description = "Forecasts recordings as the service would have, and shows how far off that was. Writes nothing.",
        mixinStandardHelpOptions = true)
final class EvaluateCommand implements Callable<Integer> {

    @Option(
            names = "--recording",
            required = true,
            description = "Folder that `record` wrote; may be given several times.")
    private List<Path> recordings = List.of();

    @Override
    public Integer call() throws IOException {
        System.out.print(EvaluationTable.of(Evaluation.of(recordings, Window.STANDARD)));
        return 0;
    }
}
