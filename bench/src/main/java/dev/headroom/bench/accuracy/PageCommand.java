package dev.headroom.bench.accuracy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code headroom bench accuracy page}. */
@Command(
        name = "page",
        description = "Puts the reasons of bench/results/accuracy-reasons.json into the report and writes"
                + " docs/accuracy.md again.",
        mixinStandardHelpOptions = true)
final class PageCommand implements Callable<Integer> {

    @Override
    public Integer call() throws IOException {
        Path root = Path.of("").toAbsolutePath();
        AccuracyDocs.writePage(root, AccuracyReport.withReasons(root));
        return 0;
    }
}
