package dev.headroom.bench;

import dev.headroom.bench.accuracy.AccuracyCommand;
import dev.headroom.bench.feedback.FeedbackCommand;
import dev.headroom.runtime.SystemClock;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code headroom bench}. */
@Command(
        name = "headroom bench",
        description = "Measures Headroom beside its peers, in one run.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND")
public final class Main {

    private Main() {}

    public static void main(String[] args) {
        SystemClock clock = new SystemClock();
        System.exit(new CommandLine(new Main())
                .addSubcommand(new VerbsCommand(clock))
                .addSubcommand(new LineCommand(clock))
                .addSubcommand(AccuracyCommand.create(clock))
                .addSubcommand(new FeedbackCommand())
                .execute(args));
    }
}
