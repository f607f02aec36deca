package dev.headroom.bench.feedback;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code headroom bench feedback}. */
@Command(
        name = "feedback",
        description = "Simulates nodes with 10 % hidden overhead around the real state and plugins: how wrong their"
                + " corrected memory is, how much of it stays unused, and whether the loop swings.",
        mixinStandardHelpOptions = true)
public final class FeedbackCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--seed", defaultValue = "1", description = "Of all chance in it; default ${DEFAULT-VALUE}.")
    private long seed;

    @Override
    public Integer call() {
        FeedbackBench.Measured measured = FeedbackBench.run(seed);
        PrintWriter out = spec.commandLine().getOut();
        print(out, measured.figures());
        print(out, measured.details());
        out.flush();
        return 0;
    }

    private static void print(PrintWriter out, Map<String, Double> values) {
        values.forEach((name, value) -> out.printf(Locale.ROOT, "%-36s %.4f%n", name, value));
    }
}
